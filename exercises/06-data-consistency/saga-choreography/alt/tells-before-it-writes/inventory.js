// inventory.js: the row first, then what it says; all messages under one key.
export async function onOrderPlaced(ctx, { body: { orderId, card } }) {
  let state;
  await ctx.db.tx(async tx => {
    const fresh = await tx.run("INSERT INTO reservations(order_id, state) VALUES (?, 'NONE') ON CONFLICT DO NOTHING", [orderId]);
    if (fresh.changes > 0) {
      const { changes } = await tx.run("UPDATE stock SET free = free - 1 WHERE free > 0");
      if (changes > 0) await tx.run("UPDATE reservations SET state = 'HELD' WHERE order_id = ?", [orderId]);
    }
    ({ state } = await tx.get("SELECT state FROM reservations WHERE order_id = ?", [orderId]));
  });
  if (state === "HELD") await ctx.publish("StockReserved", { orderId, card }, { key: "BAG-3" });
  else await ctx.publish("SoldOut", { orderId }, { key: "BAG-3" });
}

export async function onCardRefused(ctx, { body: { orderId } }) {
  await ctx.db.tx(async tx => {
    const back = await tx.run("UPDATE reservations SET state = 'BACK' WHERE order_id = ? AND state = 'HELD'", [orderId]);
    if (back.changes > 0) await tx.run("UPDATE stock SET free = free + 1");
  });
}
