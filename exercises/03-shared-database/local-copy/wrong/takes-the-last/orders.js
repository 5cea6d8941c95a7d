// orders.js: whatever comes last is true; the version is stored with it.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  await ctx.db.run(
    `INSERT INTO prices(sku, price, version, deleted) VALUES (?, ?, ?, ?)
     ON CONFLICT (sku) DO UPDATE SET price = excluded.price, version = excluded.version, deleted = excluded.deleted`,
    [sku, price, version, deleted ? 1 : 0]);
}
