// orders.js: notes the version, then takes the price over.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  const newer = await ctx.db.run(
    `INSERT INTO versions(sku, version) VALUES (?, ?)
     ON CONFLICT (sku) DO UPDATE SET version = excluded.version WHERE excluded.version > versions.version`,
    [sku, version]);
  if (newer.changes === 0) return;
  await ctx.db.run("INSERT OR REPLACE INTO prices(sku, price, version, deleted) VALUES (?, ?, ?, ?)",
    [sku, price, version, deleted ? 1 : 0]);
}
