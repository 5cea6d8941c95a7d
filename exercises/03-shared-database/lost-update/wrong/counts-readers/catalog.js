export async function open(ctx, { sku }) {
  return ctx.db.tx(async tx => {
    await tx.run("UPDATE products SET version = version + 1 WHERE sku = ?", [sku]);
    return tx.get("SELECT sku, description, version FROM products WHERE sku = ?", [sku]);
  });
}

export async function save(ctx, { sku, description, version }) {
  const { changes } = await ctx.db.run(
    "UPDATE products SET description = ?, version = version + 1 WHERE sku = ? AND version = ?",
    [description, sku, version]);
  return changes === 1;
}
