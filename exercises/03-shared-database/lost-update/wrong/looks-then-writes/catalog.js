export async function open(ctx, { sku }) {
  return ctx.db.get("SELECT sku, description, version FROM products WHERE sku = ?", [sku]);
}

export async function save(ctx, { sku, description, version }) {
  const now = await ctx.db.get("SELECT version FROM products WHERE sku = ?", [sku]);
  if (now.version !== version) return false;
  await ctx.db.run("UPDATE products SET description = ?, version = version + 1 WHERE sku = ?", [description, sku]);
  return true;
}
