// catalog.js: whatever has come between, each sweep looks whether the cache says what catalog says, and takes it out if not.
export async function changePrice(ctx, { sku, price }) {
  await ctx.db.run("UPDATE products SET price = ?, version = version + 1 WHERE sku = ?", [price, sku]);
  await ctx.cache.del(`price:${sku}`);
}

// Runs again and again.
export async function sweep(ctx) {
  for (const { sku, price } of await ctx.db.all("SELECT sku, price FROM products")) {
    const cached = await ctx.cache.get(`price:${sku}`);
    if (cached !== null && cached !== price) await ctx.cache.del(`price:${sku}`);
  }
}

// Asked by front.
export async function priceNow(ctx, { sku }) {
  return (await ctx.db.get("SELECT price FROM products WHERE sku = ?", [sku])).price;
}
