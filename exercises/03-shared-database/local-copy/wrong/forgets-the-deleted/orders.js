// orders.js: the highest version stays; what is deleted is gone.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  if (deleted) {
    await ctx.db.run("DELETE FROM prices WHERE sku = ? AND version < ?", [sku, version]);
  } else {
    await ctx.db.run(
      `INSERT INTO prices(sku, price, version) VALUES (?, ?, ?)
       ON CONFLICT (sku) DO UPDATE SET price = excluded.price, version = excluded.version
       WHERE excluded.version > prices.version`,
      [sku, price, version]);
  }
}
