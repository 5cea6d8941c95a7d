// orders.js: `pay` runs each time a customer presses the button.
export async function pay(ctx, { orderId, amount, card }) {
  await ctx.db.run("INSERT INTO orders(id, amount, card) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", [orderId, amount, card]);
  const order = await ctx.db.get("SELECT status FROM orders WHERE id = ?", [orderId]);
  if (order.status !== "PENDING") return { status: order.status };
  const { paid } = await ctx.call("payments", "charge", { key: ctx.uuid(), orderId, amount, card });
  const status = paid ? "SHIPPED" : "CANCELLED";
  await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [status, orderId]);
  return { status };
}

// Runs every 500 ms.
export async function settle(ctx) {
}
