// front.js: asks catalog, then fills the cache under a lease.
export async function priceOf(ctx, { sku }) {
  const key = `price:${sku}`;
  const hit = await ctx.cache.get(key);
  if (hit !== null) return hit;
  const price = await ctx.call("catalog", "priceNow", { sku });
  const lease = await ctx.cache.lease(key);
  await ctx.cache.set(key, price, { lease });
  return price;
}
