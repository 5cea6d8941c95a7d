// Look and write in one transaction; a form that is out of date is an error.
export async function open(ctx, { sku }) {
  return ctx.db.get("SELECT * FROM products WHERE sku = ?", [sku]);
}

export async function save(ctx, form) {
  await ctx.db.tx(async tx => {
    const now = await tx.get("SELECT version FROM products WHERE sku = ?", [form.sku]);
    if (now.version !== form.version) throw new Error("changed by somebody else since you opened it");
    await tx.run("UPDATE products SET description = ?, version = ? WHERE sku = ?",
      [form.description, now.version + 1, form.sku]);
  });
  return true;
}
