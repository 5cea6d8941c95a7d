export async function open(ctx, { sku }) {
  const { description } = await ctx.db.get("SELECT description FROM products WHERE sku = ?", [sku]);
  const { version } = await ctx.db.get("SELECT version FROM products WHERE sku = ?", [sku]);
  return { sku, description, version };
}

export async function save(ctx, { sku, description, version }) {
  const { changes } = await ctx.db.run(
    "UPDATE products SET description = ?, version = version + 1 WHERE sku = ? AND version = ?",
    [description, sku, version]);
  return changes === 1;
}
