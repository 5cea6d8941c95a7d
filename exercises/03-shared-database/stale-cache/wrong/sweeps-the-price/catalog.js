// catalog.js: the promise is a row, and what it promises is the new price in the cache; kept at once, or by the next sweep.
export async function changePrice(ctx, { sku, price }) {
  await ctx.db.tx(async tx => {
    await tx.run("UPDATE products SET price = ?, version = version + 1 WHERE sku = ?", [price, sku]);
    await tx.run("INSERT INTO outbox(sku) VALUES (?)", [sku]);
  });
  await sweep(ctx);
}

// Runs again and again.
export async function sweep(ctx) {
  for (const { seq, sku } of await ctx.db.all("SELECT seq, sku FROM outbox ORDER BY seq")) {
    await ctx.cache.set(`price:${sku}`, await priceNow(ctx, { sku }));
    await ctx.db.run("DELETE FROM outbox WHERE seq = ?", [seq]);
  }
}

// Asked by front.
export async function priceNow(ctx, { sku }) {
  return (await ctx.db.get("SELECT price FROM products WHERE sku = ?", [sku])).price;
}
