// catalog.js: what is not in the cache need not be taken out.
export async function changePrice(ctx, { sku, price }) {
  await ctx.db.tx(async tx => {
    await tx.run("UPDATE products SET price = ?, version = version + 1 WHERE sku = ?", [price, sku]);
    await tx.run("INSERT INTO outbox(sku) VALUES (?)", [sku]);
  });
}

// Runs again and again.
export async function sweep(ctx) {
  for (const { seq, sku } of await ctx.db.all("SELECT seq, sku FROM outbox ORDER BY seq")) {
    if (await ctx.cache.get(`price:${sku}`) !== null) await ctx.cache.del(`price:${sku}`);
    await ctx.db.run("DELETE FROM outbox WHERE seq = ?", [seq]);
  }
}

// Asked by front.
export async function priceNow(ctx, { sku }) {
  return (await ctx.db.get("SELECT price FROM products WHERE sku = ?", [sku])).price;
}
