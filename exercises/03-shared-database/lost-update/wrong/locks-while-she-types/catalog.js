export async function open(ctx, { sku }) {
  const { changes } = await ctx.db.run("UPDATE products SET version = -version WHERE sku = ? AND version > 0", [sku]);
  if (changes === 0) throw new Error("somebody else has the form open");
  return ctx.db.get("SELECT sku, description FROM products WHERE sku = ?", [sku]);
}

export async function save(ctx, { sku, description }) {
  await ctx.db.run("UPDATE products SET description = ?, version = 1 - version WHERE sku = ?", [description, sku]);
  return true;
}
