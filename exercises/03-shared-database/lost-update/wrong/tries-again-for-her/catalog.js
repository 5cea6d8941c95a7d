export async function open(ctx, { sku }) {
  return ctx.db.get("SELECT sku, description, version FROM products WHERE sku = ?", [sku]);
}

export async function save(ctx, { sku, description, version }) {
  for (;;) {
    const { changes } = await ctx.db.run(
      "UPDATE products SET description = ?, version = version + 1 WHERE sku = ? AND version = ?",
      [description, sku, version]);
    if (changes === 1) return true;
    version = (await ctx.db.get("SELECT version FROM products WHERE sku = ?", [sku])).version;
  }
}
