// orders.js: prices by version, with a tombstone; what catalog has deleted must not be sold, so a deletion always counts.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  await ctx.db.run(
    `INSERT INTO prices(sku, price, version, deleted) VALUES (?, ?, ?, ?)
     ON CONFLICT (sku) DO UPDATE
     SET price = excluded.price, version = max(excluded.version, prices.version), deleted = excluded.deleted
     WHERE excluded.version > prices.version OR excluded.deleted`,
    [sku, price, version, deleted ? 1 : 0]);
}
