export async function prepare(ctx, part) {
  return ctx.db.tx(async tx => {
    const known = await records(tx, part.order);
    if (known.length > 0) return known.includes("yes") && !known.includes("abort") ? "yes" : "no";
    const vote = await take(tx, part) ? "yes" : "no";
    await write(tx, part, vote);
    return vote;
  });
}

export async function ask(ctx) {
  const doubtful = await ctx.db.all(
    "SELECT * FROM log WHERE record = 'yes' AND order_id NOT IN (SELECT order_id FROM log WHERE record IN ('commit', 'abort'))");
  for (const { order_id: order, item, amount } of doubtful) {
    const record = await ctx.call("orders", "outcome", { order }).catch(() => null);
    if (!record) continue;
    await ctx.db.tx(async tx => {
      await write(tx, { order }, record);
      if (record === "abort") await tx.run("UPDATE goods SET free = free + ? WHERE item = ?", [amount, item]);
    });
  }
}

export async function sell(ctx, part) {
  return ctx.db.tx(async tx => {
    const sold = await take(tx, part);
    if (sold) await tx.run("INSERT INTO sales(item, amount) VALUES (?, ?)", [part.item, part.amount]);
    return sold;
  });
}

async function take(tx, { item, amount }) {
  const { changes } = await tx.run(
    "UPDATE goods SET free = free - ? WHERE item = ? AND free >= ?", [amount, item, amount]);
  return changes === 1;
}

async function records(tx, order) {
  const rows = await tx.all("SELECT record FROM log WHERE order_id = ?", [order]);
  return rows.map(row => row.record);
}

function write(tx, { order, item, amount }, record) {
  return tx.run("INSERT INTO log(order_id, record, item, amount) VALUES (?, ?, ?, ?)", [order, record, item, amount]);
}
