// front.js: fills the cache under a lease that it took before it asked.
export async function priceOf(ctx, { sku }) {
  const key = `price:${sku}`;
  const hit = await ctx.cache.get(key);
  if (hit !== null) return hit;
  const lease = await ctx.cache.lease(key);                     // before the price is read
  const price = await ctx.call("catalog", "priceNow", { sku });
  await ctx.cache.set(key, price, { lease });
  return price;
}
