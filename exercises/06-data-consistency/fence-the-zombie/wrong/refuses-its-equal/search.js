// search.js: takes only what is newer than all before.
export async function put(ctx, { sku, price, token }) {
  const taken = await ctx.db.run("UPDATE prices SET price = ?, token = ? WHERE sku = ? AND token < ?",
    [price, token, sku, token]);
  if (taken.changes === 0) throw new Error("Fenced");
}
