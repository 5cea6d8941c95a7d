// catalog.js: knows the prices.
export async function priceOf(ctx, { sku }) {
  const product = await ctx.db.get("SELECT price FROM products WHERE sku = ?", [sku]);
  if (!product) throw new Error("NoSuchProduct");
  return product.price;
}
