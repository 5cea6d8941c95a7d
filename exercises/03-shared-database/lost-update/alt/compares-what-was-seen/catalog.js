// No version: the form brings back what it showed, and is saved only if that still stands.
export async function open(ctx, { sku }) {
  const { description } = await ctx.db.get("SELECT description FROM products WHERE sku = ?", [sku]);
  return { sku, description, seen: description };
}

export async function save(ctx, { sku, description, seen }) {
  const { changes } = await ctx.db.run(
    "UPDATE products SET description = ? WHERE sku = ? AND description = ?", [description, sku, seen]);
  return changes > 0;
}
