// orders.js: a command, called by the web site.
export async function placeOrder(ctx, { orderId, sku, qty }) {
  await ctx.db.run("INSERT INTO orders(id, sku, qty, status) VALUES (?, ?, ?, 'PENDING')", [orderId, sku, qty]);
  await ctx.publish("OrderPlaced", { orderId, sku, qty }, { key: String(orderId), id: ctx.uuid() });
}

// Runs every 200 ms.
export async function relay(ctx) {
}
