// orders.js: what is there already need not be added again.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  if (deleted) {
    await ctx.db.run("UPDATE prices SET deleted = 1, version = ? WHERE sku = ?", [version, sku]);
  } else {
    await ctx.db.run("INSERT INTO prices(sku, price, version) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", [sku, price, version]);
  }
}
