// shop.js: a shopper comes a while later, looks at a price and remembers it.
export async function look(ctx, { sku }) {
  await ctx.sleep(60_000);
  const price = await ctx.call("front", "priceOf", { sku });
  await ctx.db.run("INSERT OR IGNORE INTO seen(sku, price) VALUES (?, ?)", [sku, price]);
}
