// search.js: what is older than what stands there changes nothing, and is no error.
export async function put(ctx, { sku, price, version }) {
  await ctx.db.run("UPDATE prices SET price = ?, version = ? WHERE sku = ? AND version < ?", [price, version, sku, version]);
}
