// catalog.js: takes the old price out of the cache, so that nobody sees it after the change.
export async function changePrice(ctx, { sku, price }) {
  await ctx.cache.del(`price:${sku}`);
  await ctx.db.run("UPDATE products SET price = ?, version = version + 1 WHERE sku = ?", [price, sku]);
}

// Runs again and again.
export async function sweep(ctx) {
}

// Asked by front.
export async function priceNow(ctx, { sku }) {
  return (await ctx.db.get("SELECT price FROM products WHERE sku = ?", [sku])).price;
}
