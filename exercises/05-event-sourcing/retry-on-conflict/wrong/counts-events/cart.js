export async function add(ctx, { cart, request, sku, qty }) {
  for (;;) {
    const events = await ctx.events.read(cart);
    if (events.some(event => event.id === request)) return "added";
    if (events.length >= 2) return "full";
    try {
      await ctx.events.append(cart, events.length, [{ id: request, type: "ItemAdded", data: { sku, qty } }]);
      return "added";
    } catch (problem) {
      if (!(problem instanceof Conflict || problem instanceof Timeout)) throw problem;
    }
  }
}
