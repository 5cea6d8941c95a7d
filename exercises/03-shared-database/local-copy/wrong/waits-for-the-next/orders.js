// orders.js: keeps what comes early until the version before it has come.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO heard(sku, version, price, deleted) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
      [sku, version, price, deleted ? 1 : 0]);
    for (;;) {
      const at = await tx.get("SELECT version FROM prices WHERE sku = ?", [sku]);
      const next = await tx.get("SELECT * FROM heard WHERE sku = ? AND version = ?", [sku, (at?.version ?? 0) + 1]);
      if (!next) return;
      await tx.run("INSERT OR REPLACE INTO prices(sku, price, version, deleted) VALUES (?, ?, ?, ?)",
        [sku, next.price, next.version, next.deleted]);
    }
  });
}
