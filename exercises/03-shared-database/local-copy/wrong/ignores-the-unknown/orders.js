// orders.js: compares with the row; what was never on sale need not be deleted.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  if (deleted) {
    await ctx.db.run("UPDATE prices SET deleted = 1, version = ? WHERE sku = ? AND version < ?", [version, sku, version]);
  } else {
    await ctx.db.run(
      `INSERT INTO prices(sku, price, version) VALUES (?, ?, ?)
       ON CONFLICT (sku) DO UPDATE SET price = excluded.price, version = excluded.version, deleted = 0
       WHERE excluded.version > prices.version`, [sku, price, version]);
  }
}
