// Nothing is set aside: what is promised to orders in doubt is counted as gone.
export async function prepare(ctx, { order, item, amount }) {
  return ctx.db.tx(async tx => {
    const record = await left(tx, item) >= amount ? "yes" : "no";
    await tx.run("INSERT INTO log(order_id, record, item, amount) VALUES (?, ?, ?, ?)", [order, record, item, amount]);
    return record;
  });
}

export async function ask(ctx) {
  const doubtful = await ctx.db.all(
    "SELECT order_id, item, amount FROM log WHERE record = 'yes' AND order_id NOT IN (SELECT order_id FROM log WHERE record IN ('commit', 'abort'))");
  for (const { order_id, item, amount } of doubtful) {
    let record;
    try {
      record = await ctx.call("orders", "outcome", { order: order_id });
    } catch (problem) {
      return;                                             // in doubt still: ask again later
    }
    await ctx.db.tx(async tx => {
      await tx.run("INSERT INTO log(order_id, record) VALUES (?, ?)", [order_id, record]);
      if (record === "commit") await tx.run("UPDATE goods SET free = free - ? WHERE item = ?", [amount, item]);
    });
  }
}

export async function sell(ctx, { item, amount }) {
  return ctx.db.tx(async tx => {
    if (await left(tx, item) < amount) return false;
    await tx.run("UPDATE goods SET free = free - ? WHERE item = ?", [amount, item]);
    await tx.run("INSERT INTO sales(item, amount) VALUES (?, ?)", [item, amount]);
    return true;
  });
}

async function left(tx, item) {
  const { free } = await tx.get("SELECT free FROM goods WHERE item = ?", [item]);
  const { promised } = await tx.get(
    "SELECT coalesce(sum(amount), 0) AS promised FROM log WHERE item = ? AND record = 'yes' AND order_id NOT IN (SELECT order_id FROM log WHERE record IN ('commit', 'abort'))", [item]);
  return free - promised;
}
