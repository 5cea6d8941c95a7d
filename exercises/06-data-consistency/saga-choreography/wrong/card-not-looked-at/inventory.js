export async function onOrderPlaced(ctx, { body: { orderId, card } }) {
  const state = await ctx.db.tx(async tx => {
    const before = await tx.get("SELECT state FROM reservations WHERE order_id = ?", [orderId]);
    if (before) return before.state;
    const taken = await tx.run("UPDATE stock SET free = free - 1 WHERE sku = 'BAG-3' AND free > 0");
    const decided = taken.changes > 0 ? "RESERVED" : "REFUSED";
    await tx.run("INSERT INTO reservations(order_id, state) VALUES (?, ?)", [orderId, decided]);
    return decided;
  });
  if (state === "RESERVED") await ctx.publish("StockReserved", { orderId, card }, { key: String(orderId) });
  if (state === "REFUSED") await ctx.publish("SoldOut", { orderId }, { key: String(orderId) });
}

export async function onCardRefused(ctx, { body: { orderId } }) {
  await ctx.db.tx(async tx => {
    const released = await tx.run(
      "UPDATE reservations SET state = 'RELEASED' WHERE order_id = ? AND state = 'RESERVED'", [orderId]);
    if (released.changes > 0) await tx.run("UPDATE stock SET free = free + 1 WHERE sku = 'BAG-3'");
  });
}
