export async function pay(ctx, { orderId, amount, card }) {
  await ctx.db.run("INSERT INTO orders(id, amount, card) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", [orderId, amount, card]);
  const order = await ctx.db.get("SELECT * FROM orders WHERE id = ?", [orderId]);
  return { status: await decide(ctx, order) };
}

// Runs every 500 ms.
export async function settle(ctx) {
  for (const order of await ctx.db.all("SELECT * FROM orders WHERE status = 'PENDING'")) await decide(ctx, order);
}

// Asks again under the same key: a card is not charged twice.
async function decide(ctx, { id, amount, card, status }) {
  if (status !== "PENDING") return status;
  try {
    const { paid } = await ctx.call("payments", "charge", { key: card, orderId: id, amount, card });
    const decided = paid ? "SHIPPED" : "CANCELLED";
    await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [decided, id]);
    return decided;
  } catch (error) {
    if (error instanceof Timeout) return "PENDING";
    throw error;
  }
}
