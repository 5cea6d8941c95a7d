export async function pay(ctx, { orderId, amount, card }) {
  await ctx.db.run("INSERT INTO orders(id, amount, card) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", [orderId, amount, card]);
  const order = await ctx.db.get("SELECT * FROM orders WHERE id = ?", [orderId]);
  return { status: await decide(ctx, order) };
}

export async function settle(ctx) {
  for (const order of await ctx.db.all("SELECT * FROM orders WHERE status = 'PENDING'")) await decide(ctx, order);
}

async function decide(ctx, { id, amount, card, status, tries }) {
  if (status !== "PENDING") return status;
  let decided = tries > 0 ? "CANCELLED" : "PENDING";
  try {
    const { paid } = await ctx.call("payments", "charge", { key: "order-" + id, orderId: id, amount, card });
    decided = paid ? "SHIPPED" : "CANCELLED";
  } catch (error) {
    if (!(error instanceof Timeout)) throw error;
  }
  await ctx.db.run("UPDATE orders SET status = ?, tries = tries + 1 WHERE id = ?", [decided, id]);
  return decided;
}
