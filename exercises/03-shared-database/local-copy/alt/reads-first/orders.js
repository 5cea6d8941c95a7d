// orders.js: one message at a time, so what was read is still so; the row is written in one statement.
export async function onProductChanged(ctx, { body }) {
  const { sku, version, price, deleted } = body;
  const now = await ctx.db.get("SELECT version FROM prices WHERE sku = ?", [sku]);
  if (now && now.version >= version) return;
  await ctx.db.run("INSERT OR REPLACE INTO prices(sku, price, version, deleted) VALUES (?, ?, ?, ?)",
    [sku, price, version, deleted ? 1 : 0]);
}
