export async function onOrderPlaced(ctx, { body: { orderId, card } }) {
  const reserved = await ctx.db.tx(async tx => {
    if (await tx.get("SELECT 1 FROM reservations WHERE order_id = ?", [orderId])) return true;
    const taken = await tx.run("UPDATE stock SET free = free - 1 WHERE sku = 'BAG-3' AND free > 0");
    if (taken.changes === 0) return false;
    await tx.run("INSERT INTO reservations(order_id, state) VALUES (?, 'RESERVED')", [orderId]);
    return true;
  });
  await ctx.publish(reserved ? "StockReserved" : "SoldOut", { orderId, card }, { key: String(orderId) });
}

export async function onCardRefused(ctx, { body: { orderId } }) {
  await ctx.db.tx(async tx => {
    const released = await tx.run(
      "UPDATE reservations SET state = 'RELEASED' WHERE order_id = ? AND state = 'RESERVED'", [orderId]);
    if (released.changes > 0) await tx.run("UPDATE stock SET free = free + 1 WHERE sku = 'BAG-3'");
  });
}
