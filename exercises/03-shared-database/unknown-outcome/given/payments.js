// payments.js: what was decided under a key stays decided, however often it is asked.
export async function charge(ctx, { key, orderId, amount, card }) {
  return ctx.db.tx(async tx => {
    const before = await tx.get("SELECT status FROM charges WHERE key = ?", [key]);
    if (before) return { paid: before.status === "PAID" };
    const status = amount > 50_000 ? "DECLINED" : "PAID";          // what a card allows
    await tx.run("INSERT INTO charges(key, order_id, amount, status) VALUES (?, ?, ?, ?)", [key, orderId, amount, status]);
    return { paid: status === "PAID" };
  });
}

// What is there at this moment.
export async function find(ctx, { key }) {
  const charge = await ctx.db.get("SELECT status FROM charges WHERE key = ?", [key]);
  return { paid: charge?.status === "PAID" };
}

// Gives back what was paid under the key, and refuses what still comes under it.
export async function cancel(ctx, { key, orderId }) {
  await ctx.db.run(
    "INSERT INTO charges(key, order_id, amount, status) VALUES (?, ?, 0, 'REFUNDED') " +
      "ON CONFLICT (key) DO UPDATE SET status = 'REFUNDED'",
    [key, orderId]);
}
