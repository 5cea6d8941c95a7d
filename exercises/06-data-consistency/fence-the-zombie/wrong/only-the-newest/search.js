// search.js: shows the price that it was given last.
export async function put(ctx, { sku, price }) {
  await ctx.db.run("UPDATE prices SET price = ? WHERE sku = ?", [price, sku]);
}
