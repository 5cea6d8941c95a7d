// inventory.js: what was reserved and what was released are kept apart.
export async function onOrderPlaced(ctx, { key, body: { orderId, card } }) {
  let state = (await ctx.db.get("SELECT state FROM reservations WHERE order_id = ?", [orderId]))?.state;
  if (!state) {
    await ctx.db.tx(async tx => {
      const { free } = await tx.get("SELECT free FROM stock WHERE sku = 'BAG-3'");
      state = free > 0 ? "HELD" : "NONE LEFT";
      await tx.run("INSERT INTO reservations(order_id, state) VALUES (?, ?)", [orderId, state]);
      await tx.run("UPDATE stock SET free = max(free - 1, 0) WHERE sku = 'BAG-3'");
    });
  }
  const topic = state === "NONE LEFT" ? "SoldOut" : "StockReserved";
  await ctx.publish(topic, { orderId, card }, { key });
}

export async function onCardRefused(ctx, { body: { orderId } }) {
  await ctx.db.tx(async tx => {
    const held = await tx.get("SELECT 1 FROM reservations WHERE order_id = ? AND state = 'HELD'", [orderId]);
    if (!held) return;
    await tx.run("UPDATE reservations SET state = 'GIVEN BACK' WHERE order_id = ?", [orderId]);
    await tx.run("UPDATE stock SET free = free + 1");
  });
}
