// orders.js: the button only writes down what is wanted; `settle` does it.
export async function pay(ctx, { orderId, amount, card }) {
  await ctx.db.run("INSERT OR IGNORE INTO orders(id, amount, card, charge_key) VALUES (?, ?, ?, ?)", [orderId, amount, card, ctx.uuid()]);
  return { status: "we will tell you" };
}

export async function settle(ctx) {
  const order = await ctx.db.get("SELECT * FROM orders WHERE status = 'PENDING' LIMIT 1");
  if (!order) return;
  const { paid } = await ctx.call("payments", "charge", { key: order.charge_key, orderId: order.id, amount: order.amount, card: order.card });
  await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [paid ? "SHIPPED" : "CANCELLED", order.id]);
}
