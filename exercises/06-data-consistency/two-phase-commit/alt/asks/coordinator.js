// Presumed abort: nothing is written before a commit, nobody is told twice; who is in doubt asks.
export async function place(ctx, { order, sku, qty, customer, won }) {
  const parts = { inventory: { order, item: sku, amount: qty }, payments: { order, item: customer, amount: won } };
  for (const service of ["payments", "inventory"]) {
    let vote;
    try {
      vote = await ctx.call(service, "prepare", parts[service]);
    } catch (problem) {
      vote = "unknown";
    }
    if (vote !== "yes") return decide(ctx, order, "abort");
  }
  return decide(ctx, order, "commit");
}

// What is not decided when somebody asks is decided by the question; only a living `place` has not decided yet.
export async function outcome(ctx, { order }) {
  const decided = await ctx.db.get("SELECT record FROM log WHERE order_id = ? AND record IN ('commit', 'abort')", [order]);
  return decided ? decided.record : decide(ctx, order, "abort");
}

async function decide(ctx, order, record) {
  return ctx.db.tx(async tx => {
    const decided = await tx.get("SELECT record FROM log WHERE order_id = ? AND record IN ('commit', 'abort')", [order]);
    if (decided) return decided.record;
    await tx.run("INSERT INTO log(order_id, record) VALUES (?, ?)", [order, record]);
    return record;
  });
}
