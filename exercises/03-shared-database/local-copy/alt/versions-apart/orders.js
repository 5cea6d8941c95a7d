// orders.js: the rows are what is on sale; the versions, of what is gone too, stand apart.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  await ctx.db.tx(async tx => {
    const newer = await tx.run(
      `INSERT INTO versions(sku, version) VALUES (?, ?)
       ON CONFLICT (sku) DO UPDATE SET version = excluded.version WHERE excluded.version > versions.version`,
      [sku, version]);
    if (newer.changes === 0) return;
    await tx.run("DELETE FROM prices WHERE sku = ?", [sku]);
    if (!deleted) await tx.run("INSERT INTO prices(sku, price) VALUES (?, ?)", [sku, price]);
  });
}
