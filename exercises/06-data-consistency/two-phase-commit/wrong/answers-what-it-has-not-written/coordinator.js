export async function place(ctx, { order, sku, qty, customer, won }) {
  let decision = "commit";
  for (const [service, item, amount] of [["inventory", sku, qty], ["payments", customer, won]]) {
    const vote = await ctx.call(service, "prepare", { order, item, amount }).catch(() => "no");
    if (vote === "yes") continue;
    decision = "abort";
    break;
  }
  await ctx.db.run("INSERT INTO log(order_id, record) VALUES (?, ?)", [order, decision]);
  return decision;
}

export async function outcome(ctx, { order }) {
  const committed = await ctx.db.get("SELECT 1 FROM log WHERE order_id = ? AND record = 'commit'", [order]);
  return committed ? "commit" : "abort";
}
