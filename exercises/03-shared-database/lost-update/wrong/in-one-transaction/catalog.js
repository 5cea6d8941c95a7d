export async function open(ctx, { sku }) {
  return ctx.db.tx(tx => tx.get("SELECT sku, description FROM products WHERE sku = ?", [sku]));
}

export async function save(ctx, { sku, description }) {
  return ctx.db.tx(async tx => {
    const { version } = await tx.get("SELECT version FROM products WHERE sku = ?", [sku]);
    const { changes } = await tx.run(
      "UPDATE products SET description = ?, version = version + 1 WHERE sku = ? AND version = ?",
      [description, sku, version]);
    return changes === 1;
  });
}
