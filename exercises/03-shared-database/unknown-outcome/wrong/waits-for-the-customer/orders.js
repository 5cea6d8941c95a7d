export async function pay(ctx, { orderId, amount, card }) {
  const order = await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO orders(id, amount, card) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", [orderId, amount, card]);
    return tx.get("SELECT status FROM orders WHERE id = ?", [orderId]);
  });
  if (order.status !== "PENDING") return { status: order.status };
  const { paid } = await ctx.call("payments", "charge", { key: "order-" + orderId, orderId, amount, card });
  const status = paid ? "SHIPPED" : "CANCELLED";
  await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [status, orderId]);
  return { status };
}

export async function settle(ctx) {
}
