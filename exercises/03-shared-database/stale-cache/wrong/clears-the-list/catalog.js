// catalog.js: one delete for each product, however often it has changed, and the list is empty again.
export async function changePrice(ctx, { sku, price }) {
  await ctx.db.tx(async tx => {
    await tx.run("UPDATE products SET price = ?, version = version + 1 WHERE sku = ?", [price, sku]);
    await tx.run("INSERT INTO outbox(sku) VALUES (?)", [sku]);
  });
}

// Runs again and again.
export async function sweep(ctx) {
  const owed = await ctx.db.all("SELECT DISTINCT sku FROM outbox");
  for (const { sku } of owed) await ctx.cache.del(`price:${sku}`);
  if (owed.length > 0) await ctx.db.run("DELETE FROM outbox");
}

// Asked by front.
export async function priceNow(ctx, { sku }) {
  return (await ctx.db.get("SELECT price FROM products WHERE sku = ?", [sku])).price;
}
