// catalog.js: the form of a product. The clerk sees what `open` returns, changes the description, and sends it all back.
export async function open(ctx, { sku }) {
  return ctx.db.get("SELECT sku, description FROM products WHERE sku = ?", [sku]);
}

// Returns true where the form is saved; after anything else the clerk opens it again.
export async function save(ctx, { sku, description }) {
  await ctx.db.run("UPDATE products SET description = ? WHERE sku = ?", [description, sku]);
  return true;
}
