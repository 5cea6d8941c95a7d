// orders.js: first the row, then the event.
export async function placeOrder(ctx, { orderId, sku }) {
  await ctx.db.run("INSERT INTO orders(id, sku, status) VALUES (?, ?, 'PENDING')", [orderId, sku]);
  await ctx.publish("OrderPlaced", { orderId, sku }, { key: String(orderId), id: "order-" + orderId });
}
