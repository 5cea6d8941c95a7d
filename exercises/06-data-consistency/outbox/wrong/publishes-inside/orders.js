export async function placeOrder(ctx, { orderId, sku, qty }) {
  await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO orders(id, sku, qty, status) VALUES (?, ?, ?, 'PENDING')", [orderId, sku, qty]);
    await ctx.publish("OrderPlaced", { orderId, sku, qty }, { key: String(orderId), id: "order-" + orderId });
  });
}

export async function relay(ctx) {
}
