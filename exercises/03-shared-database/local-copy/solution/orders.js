// orders.js: of each product the highest version stays, and a deletion is a version like any other.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  await ctx.db.run(
    `INSERT INTO prices(sku, price, version, deleted) VALUES (?, ?, ?, ?)
     ON CONFLICT (sku) DO UPDATE
     SET price = excluded.price, version = excluded.version, deleted = excluded.deleted
     WHERE excluded.version > prices.version`,
    [sku, price, version, deleted ? 1 : 0]);
}
