export async function pay(ctx, { orderId, amount, card }) {
  const order = await ctx.db.get("SELECT status FROM orders WHERE id = ?", [orderId]);
  if (order) return { status: order.status };
  const { paid } = await ctx.call("payments", "charge", { key: "order-" + orderId, orderId, amount, card });
  const status = paid ? "SHIPPED" : "CANCELLED";
  await ctx.db.run("INSERT INTO orders(id, amount, card, status) VALUES (?, ?, ?, ?)", [orderId, amount, card, status]);
  return { status };
}

export async function settle(ctx) {
}
