export async function open(ctx, { sku }) {
  return ctx.db.get("SELECT sku, description, version FROM products WHERE sku = ?", [sku]);
}

export async function save(ctx, { sku, description, version }) {
  const { changes } = await ctx.db.run(
    "UPDATE products SET description = ?, version = version + 1 WHERE sku = ? AND version = ?",
    [description, sku, version]);
  if (changes === 0) {
    await ctx.db.run(
      "UPDATE products SET description = description || ' ' || ?, version = version + 1 WHERE sku = ?",
      [description, sku]);
  }
  return true;
}
