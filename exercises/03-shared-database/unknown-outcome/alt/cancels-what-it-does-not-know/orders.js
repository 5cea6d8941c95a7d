// orders.js: what is unknown is cancelled, at payments first.
export async function pay(ctx, { orderId, amount, card }) {
  const { changes } = await ctx.db.run(
    "INSERT INTO orders(id, amount, card, charge_key) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
    [orderId, amount, card, "charge-" + orderId]);
  if (changes === 0) {
    await giveUp(ctx, orderId);
  } else {
    try {
      const { paid } = await ctx.call("payments", "charge", { key: "charge-" + orderId, orderId, amount, card });
      await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [paid ? "SHIPPED" : "CANCELLED", orderId]);
    } catch (error) {
      await giveUp(ctx, orderId);
    }
  }
  return ctx.db.get("SELECT status FROM orders WHERE id = ?", [orderId]);
}

async function giveUp(ctx, orderId) {
  const open = await ctx.db.get("SELECT 1 FROM orders WHERE id = ? AND status = 'PENDING'", [orderId]);
  if (!open) return;
  try {
    await ctx.call("payments", "cancel", { key: "charge-" + orderId, orderId });
  } catch (error) {
    return;
  }
  await ctx.db.run("UPDATE orders SET status = 'CANCELLED' WHERE id = ?", [orderId]);
}

export async function settle(ctx) {
  for (const { id } of await ctx.db.all("SELECT id FROM orders WHERE status = 'PENDING'")) await giveUp(ctx, id);
}
