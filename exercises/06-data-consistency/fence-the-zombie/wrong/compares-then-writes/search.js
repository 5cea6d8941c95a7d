// search.js: looks whether the token is good, then writes.
export async function put(ctx, { sku, price, token }) {
  const now = await ctx.db.get("SELECT token FROM prices WHERE sku = ?", [sku]);
  if (token < now.token) throw new Error("Fenced");
  await ctx.db.run("UPDATE prices SET price = ?, token = ? WHERE sku = ?", [price, token, sku]);
}
