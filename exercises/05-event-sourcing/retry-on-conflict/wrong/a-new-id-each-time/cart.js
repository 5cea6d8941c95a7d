export async function add(ctx, { cart, sku, qty }) {
  for (;;) {
    const events = await ctx.events.read(cart);
    const pieces = events.reduce((sum, event) => sum + event.data.qty, 0);
    if (pieces + qty > 4) return "full";
    try {
      await ctx.events.append(cart, events.length, [{ id: ctx.uuid(), type: "ItemAdded", data: { sku, qty } }]);
      return "added";
    } catch (problem) {
      if (!(problem instanceof Conflict || problem instanceof Timeout)) throw problem;
    }
  }
}
