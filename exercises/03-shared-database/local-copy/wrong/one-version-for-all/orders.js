// orders.js: what is older than what was heard last is late, and dropped.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  await ctx.db.tx(async tx => {
    const { last } = await tx.get("SELECT max(version) AS last FROM prices");
    if (last !== null && version < last) return;
    await tx.run("INSERT OR REPLACE INTO prices(sku, price, version, deleted) VALUES (?, ?, ?, ?)",
      [sku, price, version, deleted ? 1 : 0]);
  });
}
