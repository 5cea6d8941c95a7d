// catalog.js: the new price is in the cache before anybody can ask for the old one.
export async function changePrice(ctx, { sku, price }) {
  await ctx.cache.set(`price:${sku}`, price);
  await ctx.db.run("UPDATE products SET price = ?, version = version + 1 WHERE sku = ?", [price, sku]);
}

// Runs again and again.
export async function sweep(ctx) {
}

// Asked by front.
export async function priceNow(ctx, { sku }) {
  return (await ctx.db.get("SELECT price FROM products WHERE sku = ?", [sku])).price;
}
