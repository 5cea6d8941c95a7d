// After a crash without a decision it asks again: who has said yes says it once more.
export async function place(ctx, body) {
  await write(ctx, body.order, "begin", JSON.stringify(body));
  return finish(ctx, body);
}

export async function onStart(ctx) {
  const begun = await ctx.db.all("SELECT body FROM log WHERE record = 'begin'");
  const ended = await ctx.db.all("SELECT order_id FROM log WHERE record = 'end'");
  for (const body of begun.map(row => JSON.parse(row.body))) {
    if (!ended.some(row => row.order_id === body.order)) await finish(ctx, body);
  }
}

async function finish(ctx, body) {
  const known = await ctx.db.get("SELECT record FROM log WHERE order_id = ? AND record IN ('commit', 'abort')", [body.order]);
  const decision = known ? known.record : await allSayYes(ctx, body) ? "commit" : "abort";
  if (!known) await write(ctx, body.order, decision);
  await tell(ctx, body, decision);
  return decision;
}

async function allSayYes(ctx, body) {
  for (const [service, part] of parts(body)) {
    const vote = await ctx.call(service, "prepare", part).catch(() => "no");
    if (vote !== "yes") return false;
  }
  return true;
}

async function tell(ctx, body, decision) {
  for (const [service, part] of parts(body)) {
    while (await ctx.call(service, decision, part).catch(() => "again") === "again");
  }
  await write(ctx, body.order, "end");
}

function parts({ order, sku, qty, customer, won }) {
  return [
    ["inventory", { order, item: sku, amount: qty }],
    ["payments", { order, item: customer, amount: won }],
  ];
}

function write(ctx, order, record, body = null) {
  return ctx.db.run("INSERT INTO log(order_id, record, body) VALUES (?, ?, ?)", [order, record, body]);
}
