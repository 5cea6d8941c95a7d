export async function add(ctx, { cart, request, sku, qty }) {
  const events = await ctx.events.read(cart);
  if (events.some(event => event.id === request)) return "added";
  const pieces = events.reduce((sum, event) => sum + event.data.qty, 0);
  if (pieces + qty > 4) return "full";
  await ctx.events.append(cart, events.length, [{ id: request, type: "ItemAdded", data: { sku, qty } }]);
  return "added";
}
