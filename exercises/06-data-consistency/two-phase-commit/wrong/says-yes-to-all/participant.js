export async function prepare(ctx, part) {
  return ctx.db.tx(async tx => {
    const known = await records(tx, part.order);
    if (known.length > 0) return known.includes("yes") && !known.includes("abort") ? "yes" : "no";
    await tx.run("UPDATE goods SET free = free - ? WHERE item = ?", [part.amount, part.item]);
    await write(tx, part, "yes");
    return "yes";
  });
}

export async function commit(ctx, part) {
  await write(ctx.db, part, "commit");
}

export async function abort(ctx, part) {
  await ctx.db.tx(async tx => {
    const known = await records(tx, part.order);
    if (known.includes("abort")) return;
    await write(tx, part, "abort");
    if (known.includes("yes")) {
      await tx.run("UPDATE goods SET free = free + ? WHERE item = ?", [part.amount, part.item]);
    }
  });
}

export async function sell(ctx, part) {
  return ctx.db.tx(async tx => {
    const sold = await take(tx, part);
    if (sold) await tx.run("INSERT INTO sales(item, amount) VALUES (?, ?)", [part.item, part.amount]);
    return sold;
  });
}

export async function ask(ctx) {
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
