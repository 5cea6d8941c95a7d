// cart.js: a cart holds four pieces. Answers "added" or "full".
export async function add(ctx, { cart, request, sku, qty }) {
  const events = await ctx.events.read(cart);          // [{ version, id, type, data: { sku, qty } }, …], oldest first
  const pieces = events.reduce((sum, event) => sum + event.data.qty, 0);
  if (pieces + qty > 4) return "full";
  await ctx.events.append(cart, "any", [{ type: "ItemAdded", data: { sku, qty } }]);
  return "added";
}
