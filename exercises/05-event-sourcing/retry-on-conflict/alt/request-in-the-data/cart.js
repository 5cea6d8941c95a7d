// The event says which request it answers; ids are the store's. One read, one decision, one append, and again.
export async function add(ctx, command) {
  try {
    const events = await ctx.events.read(command.cart);
    const answer = decide(events.map(event => event.data), command);
    if (answer !== "add") return answer;
    const { sku, qty, request } = command;
    const version = events.length === 0 ? 0 : events[events.length - 1].version;
    await ctx.events.append(command.cart, version, [{ type: "ItemAdded", data: { sku, qty, request } }]);
    return "added";
  } catch (problem) {
    if (problem.name === "Conflict" || problem.name === "Timeout") return add(ctx, command);
    throw problem;
  }
}

function decide(items, { request, qty }) {
  if (items.some(item => item.request === request)) return "added";
  const pieces = items.reduce((sum, item) => sum + item.qty, 0);
  return pieces + qty <= 4 ? "add" : "full";
}
