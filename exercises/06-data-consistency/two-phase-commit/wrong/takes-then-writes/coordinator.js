export async function place(ctx, body) {
  await write(ctx, body.order, "begin", JSON.stringify(body));
  const decision = await allSayYes(ctx, body) ? "commit" : "abort";
  await write(ctx, body.order, decision);
  await tell(ctx, body, decision);
  return decision;
}

export async function onStart(ctx) {
  const open = await ctx.db.all(
    "SELECT body FROM log WHERE record = 'begin' AND order_id NOT IN (SELECT order_id FROM log WHERE record = 'end')");
  for (const body of open.map(row => JSON.parse(row.body))) {
    const committed = await ctx.db.get("SELECT 1 FROM log WHERE order_id = ? AND record = 'commit'", [body.order]);
    if (!committed) await write(ctx, body.order, "abort");
    await tell(ctx, body, committed ? "commit" : "abort");
  }
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
