const open = new Map();

export async function pay(ctx, { orderId, amount, card }) {
  await ctx.db.run("INSERT INTO orders(id, amount, card) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", [orderId, amount, card]);
  const order = await ctx.db.get("SELECT * FROM orders WHERE id = ?", [orderId]);
  return { status: await decide(ctx, order) };
}

export async function settle(ctx) {
  for (const order of open.values()) await decide(ctx, order);
}

async function decide(ctx, order) {
  const { id, amount, card, status } = order;
  if (status !== "PENDING") return status;
  try {
    const { paid } = await ctx.call("payments", "charge", { key: "order-" + id, orderId: id, amount, card });
    const decided = paid ? "SHIPPED" : "CANCELLED";
    await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [decided, id]);
    open.delete(id);
    return decided;
  } catch (error) {
    if (!(error instanceof Timeout)) throw error;
    open.set(id, order);
    return "PENDING";
  }
}
