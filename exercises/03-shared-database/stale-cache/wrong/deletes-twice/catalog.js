// catalog.js: deletes, and once more for those who were reading meanwhile.
export async function changePrice(ctx, { sku, price }) {
  await ctx.db.run("UPDATE products SET price = ?, version = version + 1 WHERE sku = ?", [price, sku]);
  await ctx.cache.del(`price:${sku}`);
  await ctx.sleep(500);
  await ctx.cache.del(`price:${sku}`);
}

// Runs again and again.
export async function sweep(ctx) {
}

// Asked by front.
export async function priceNow(ctx, { sku }) {
  return (await ctx.db.get("SELECT price FROM products WHERE sku = ?", [sku])).price;
}
