// orders.js: called by the web site.
export async function placeOrder(ctx, { orderId, sku, qty }) {
  const price = await ctx.call("catalog", "priceOf", { sku });
  await ctx.db.run("INSERT INTO orders(id, sku, qty, price, status) VALUES (?, ?, ?, ?, 'PRICED')", [orderId, sku, qty, price]);
}

// Runs again and again.
export async function reprice(ctx) {
}
