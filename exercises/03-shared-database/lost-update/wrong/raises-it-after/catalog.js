export async function open(ctx, { sku }) {
  return ctx.db.get("SELECT sku, description, version FROM products WHERE sku = ?", [sku]);
}

export async function save(ctx, { sku, description, version }) {
  const { changes } = await ctx.db.run(
    "UPDATE products SET description = ? WHERE sku = ? AND version = ?", [description, sku, version]);
  if (changes === 0) return false;
  await ctx.db.run("UPDATE products SET version = version + 1 WHERE sku = ?", [sku]);
  return true;
}
