// orders.js: takes orders without a price while catalog is away; reprice goes on in its next run where something fails.
export async function placeOrder(ctx, { orderId, sku, qty }) {
  let price = null, status = "PRICED";
  try {
    price = await ctx.call("catalog", "priceOf", { sku });
  } catch (error) {
    status = error instanceof RemoteError ? "REFUSED" : "WAITING";
  }
  await ctx.db.run("INSERT INTO orders(id, sku, qty, price, status) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    [orderId, sku, qty, price, status]);
}

export async function reprice(ctx) {
  for (const { id, sku } of await ctx.db.all("SELECT id, sku FROM orders WHERE status = 'WAITING' ORDER BY id")) {
    const price = await ctx.call("catalog", "priceOf", { sku });
    await ctx.db.run("UPDATE orders SET price = ?, status = 'PRICED' WHERE id = ?", [price, id]);
  }
}
