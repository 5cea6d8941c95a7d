// orders.js: placing an order asks nobody; one order that waits is priced at each run, and what went wrong is tried again.
export async function placeOrder(ctx, { orderId, sku, qty }) {
  await ctx.db.run("INSERT INTO orders(id, sku, qty, status) VALUES (?, ?, ?, 'WAITING') ON CONFLICT DO NOTHING", [orderId, sku, qty]);
}

export async function reprice(ctx) {
  const order = await ctx.db.get("SELECT id, sku FROM orders WHERE status = 'WAITING' ORDER BY id LIMIT 1");
  if (!order) return;
  try {
    const price = await ctx.call("catalog", "priceOf", { sku: order.sku });
    await ctx.db.run("UPDATE orders SET price = ?, status = 'PRICED' WHERE id = ?", [price, order.id]);
  } catch (error) {
    if (error.message !== "NoSuchProduct") throw error;
    await ctx.db.run("UPDATE orders SET status = 'REFUSED' WHERE id = ?", [order.id]);
  }
}
