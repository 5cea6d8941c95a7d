// front.js: looks into the cache, asks catalog where nothing is there, and leaves the answer for the next one.
export async function priceOf(ctx, { sku }) {
  const key = `price:${sku}`;
  const hit = await ctx.cache.get(key);
  if (hit !== null) return hit;
  const price = await ctx.call("catalog", "priceNow", { sku });
  await ctx.cache.set(key, price);
  return price;
}
