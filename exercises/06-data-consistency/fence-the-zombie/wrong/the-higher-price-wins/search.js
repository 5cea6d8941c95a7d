// search.js: so far the newer price has always been the higher one.
export async function put(ctx, { sku, price }) {
  await ctx.db.run("UPDATE prices SET price = ? WHERE sku = ? AND price < ?", [price, sku, price]);
}
