let version = 1;

export async function open(ctx, { sku }) {
  const form = await ctx.db.get("SELECT sku, description FROM products WHERE sku = ?", [sku]);
  return { ...form, version };
}

export async function save(ctx, { sku, description, version: seen }) {
  if (seen !== version) return false;
  version++;                                                      // nothing comes between this and the line before
  await ctx.db.run("UPDATE products SET description = ? WHERE sku = ?", [description, sku]);
  return true;
}
