// orders.js: the order is safe before anybody is asked, and is priced at once where catalog answers.
export async function placeOrder(ctx, { orderId, sku, qty }) {
  await ctx.db.run("INSERT INTO orders(id, sku, qty, status) VALUES (?, ?, ?, 'WAITING') ON CONFLICT DO NOTHING", [orderId, sku, qty]);
  const price = await ctx.call("catalog", "priceOf", { sku });
  await ctx.db.run("UPDATE orders SET price = ?, status = 'PRICED' WHERE id = ? AND status = 'WAITING'", [price, orderId]);
}

export async function reprice(ctx) {
  for (const { id, sku } of await ctx.db.all("SELECT id, sku FROM orders WHERE status = 'WAITING' ORDER BY id")) {
    try {
      const price = await ctx.call("catalog", "priceOf", { sku });
      await ctx.db.run("UPDATE orders SET price = ?, status = 'PRICED' WHERE id = ?", [price, id]);
    } catch (error) {
      if (!(error instanceof RemoteError)) return;
      await ctx.db.run("UPDATE orders SET status = 'REFUSED' WHERE id = ?", [id]);
    }
  }
}
