// participant.js runs as inventory and as payments, each with tables of its own. What the coordinator calls here is up to you.
export async function prepare(ctx, { order, item, amount }) {
  return "no";
}

// A sale at the counter takes what is free, and does not wait for anybody.
export async function sell(ctx, { item, amount }) {
  return ctx.db.tx(async tx => {
    const { changes } = await tx.run(
      "UPDATE goods SET free = free - ? WHERE item = ? AND free >= ?", [amount, item, amount]);
    if (changes === 0) return false;
    await tx.run("INSERT INTO sales(item, amount) VALUES (?, ?)", [item, amount]);
    return true;
  });
}

// Runs again and again in both services. It may stay empty.
export async function ask(ctx) {
}
