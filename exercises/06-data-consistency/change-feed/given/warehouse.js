// warehouse.js: the program of 2009. It publishes nothing, and nobody can change it.
export async function reprice(ctx, { sku, price }) {
  await ctx.db.run("UPDATE products SET price = ? WHERE sku = ?", [price, sku]);
}

export async function renumber(ctx, { sku, to }) {
  await ctx.db.run("UPDATE products SET sku = ? WHERE sku = ?", [to, sku]);
}

export async function discontinue(ctx, { sku }) {
  await ctx.db.run("DELETE FROM products WHERE sku = ?", [sku]);
}
