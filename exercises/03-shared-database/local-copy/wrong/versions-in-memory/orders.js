// orders.js: remembers the version of each product.
const versions = new Map();

export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  if (version <= (versions.get(sku) ?? 0)) return;
  await ctx.db.run("INSERT OR REPLACE INTO prices(sku, price, version, deleted) VALUES (?, ?, ?, ?)",
    [sku, price, version, deleted ? 1 : 0]);
  versions.set(sku, version);
}
