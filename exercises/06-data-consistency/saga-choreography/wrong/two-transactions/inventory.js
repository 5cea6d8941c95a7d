export async function onOrderPlaced(ctx, { body: { orderId, card } }) {
  let state = (await ctx.db.get("SELECT state FROM reservations WHERE order_id = ?", [orderId]))?.state;
  if (!state) {
    const { free } = await ctx.db.get("SELECT free FROM stock WHERE sku = 'BAG-3'");
    state = free > 0 ? "RESERVED" : "REFUSED";
    await ctx.db.run("INSERT INTO reservations(order_id, state) VALUES (?, ?)", [orderId, state]);
    if (state === "RESERVED") await ctx.db.run("UPDATE stock SET free = free - 1 WHERE sku = 'BAG-3' AND free > 0");
  }
  await ctx.publish(state === "REFUSED" ? "SoldOut" : "StockReserved", { orderId, card }, { key: String(orderId) });
}

export async function onCardRefused(ctx, { body: { orderId } }) {
  await ctx.db.tx(async tx => {
    const released = await tx.run(
      "UPDATE reservations SET state = 'RELEASED' WHERE order_id = ? AND state = 'RESERVED'", [orderId]);
    if (released.changes > 0) await tx.run("UPDATE stock SET free = free + 1 WHERE sku = 'BAG-3'");
  });
}
