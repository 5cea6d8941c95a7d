// orders.js: keeps the copy of catalog's prices.
export async function onProductChanged(ctx, { id, body }) {
  const { sku, version, price, deleted } = body;
  if (deleted) {
    await ctx.db.run("DELETE FROM prices WHERE sku = ?", [sku]);
  } else {
    await ctx.db.run("INSERT INTO prices(sku, price) VALUES (?, ?) ON CONFLICT (sku) DO UPDATE SET price = excluded.price", [sku, price]);
  }
}
