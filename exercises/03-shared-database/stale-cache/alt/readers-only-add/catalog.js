// catalog.js: after each change the row that holds is written over whatever is in the cache, in the order of the changes.
export async function changePrice(ctx, { sku, price }) {
  await ctx.db.tx(async tx => {
    await tx.run("UPDATE products SET price = ?, version = version + 1 WHERE sku = ?", [price, sku]);
    await tx.run("INSERT INTO outbox(sku) VALUES (?)", [sku]);
  });
}

// Runs again and again; nobody else writes.
export async function sweep(ctx) {
  for (const { seq, sku } of await ctx.db.all("SELECT seq, sku FROM outbox ORDER BY seq")) {
    await ctx.cache.set(`price:${sku}`, await priceNow(ctx, { sku }));
    await ctx.db.run("DELETE FROM outbox WHERE seq = ?", [seq]);
  }
}

// Asked by front.
export async function priceNow(ctx, { sku }) {
  return ctx.db.get("SELECT price, version FROM products WHERE sku = ?", [sku]);
}
