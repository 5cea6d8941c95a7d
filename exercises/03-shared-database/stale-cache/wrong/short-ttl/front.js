// front.js: nothing is older than a second.
export async function priceOf(ctx, { sku }) {
  const key = `price:${sku}`;
  const hit = await ctx.cache.get(key);
  if (hit !== null) return hit;
  const price = await ctx.call("catalog", "priceNow", { sku });
  await ctx.cache.set(key, price, { ttl: 1000 });
  return price;
}
