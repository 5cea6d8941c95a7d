// inventory.js: reserves a bag for each order, or says that there is none.
export async function onOrderPlaced(ctx, { body: { orderId, card } }) {
  const taken = await ctx.db.tx(async tx => {
    const taken = await tx.run("UPDATE stock SET free = free - 1 WHERE sku = 'BAG-3' AND free > 0");
    if (taken.changes > 0) await tx.run("INSERT INTO reservations(order_id, state) VALUES (?, 'RESERVED')", [orderId]);
    return taken.changes > 0;
  });
  if (taken) await ctx.publish("StockReserved", { orderId, card }, { key: String(orderId) });
  else await ctx.publish("SoldOut", { orderId }, { key: String(orderId) });
}

// Told when the card is refused.
export async function onCardRefused(ctx, { body: { orderId } }) {
}
