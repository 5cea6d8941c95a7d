// search.js: remembers the highest token it has seen.
let highest = 0;

export async function put(ctx, { sku, price, token }) {
  if (token < highest) throw new Error("Fenced");
  highest = token;
  await ctx.db.run("UPDATE prices SET price = ? WHERE sku = ?", [price, sku]);
}
