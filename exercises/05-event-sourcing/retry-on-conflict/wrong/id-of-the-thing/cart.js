export async function add(ctx, { cart, request, sku, qty }) {
  for (;;) {
    const events = await ctx.events.read(cart);
    if (events.some(event => event.id === sku)) return "added";
    const pieces = events.reduce((sum, event) => sum + event.data.qty, 0);
    if (pieces + qty > 4) return "full";
    try {
      await ctx.events.append(cart, events.length, [{ id: sku, type: "ItemAdded", data: { sku, qty } }]);
      return "added";
    } catch (problem) {
      if (!(problem instanceof Conflict || problem instanceof Timeout)) throw problem;
    }
  }
}
