export async function pay(ctx, { orderId, amount, card }) {
  await ctx.db.run("INSERT INTO orders(id, amount, card) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", [orderId, amount, card]);
  const order = await ctx.db.get("SELECT * FROM orders WHERE id = ?", [orderId]);
  return { status: await decide(ctx, order) };
}

export async function settle(ctx) {
  for (const order of await ctx.db.all("SELECT * FROM orders WHERE status = 'PENDING'")) await decide(ctx, order);
}

async function decide(ctx, { id, amount, card, status, charge_key }) {
  if (status !== "PENDING") return status;
  const key = charge_key ?? ctx.uuid();
  let answer;
  try {
    answer = await ctx.call("payments", "charge", { key, orderId: id, amount, card });
  } catch (error) {
    if (!(error instanceof Timeout)) throw error;
  }
  await ctx.db.run("UPDATE orders SET charge_key = ? WHERE id = ?", [key, id]);
  if (!answer) return "PENDING";
  const decided = answer.paid ? "SHIPPED" : "CANCELLED";
  await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [decided, id]);
  return decided;
}
