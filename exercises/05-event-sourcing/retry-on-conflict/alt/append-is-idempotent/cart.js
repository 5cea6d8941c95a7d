// After no answer the same append is sent again: the store knows the event by its id. Gives up after ten conflicts.
export async function add(ctx, { cart, request, sku, qty }) {
  const added = { id: "add-" + request, type: "ItemAdded", data: { sku, qty } };
  let known = [];
  for (let tries = 0; tries < 10; tries++) {
    known = known.concat(await ctx.events.read(cart, known.length));
    if (known.some(({ id }) => id === added.id)) return "added";
    if (known.reduce((sum, { data }) => sum + data.qty, qty) > 4) return "full";
    if (await appended(ctx, cart, known.length, added)) return "added";
  }
  throw new Error("too many others at once: try again later");
}

async function appended(ctx, cart, expected, event) {
  for (;;) {
    try {
      await ctx.events.append(cart, expected, [event]);
      return true;
    } catch (problem) {
      if (problem instanceof Conflict) return false;
      if (!(problem instanceof Timeout)) throw problem;
    }
  }
}
