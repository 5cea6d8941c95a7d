export async function placeOrder(ctx, { orderId, address }) {
  await ctx.db.run("INSERT INTO orders(id, address) VALUES (?, ?)", [orderId, address]);
}

export async function drive(ctx) {
  const order = await ctx.db.get("SELECT * FROM orders WHERE status = 'PENDING' ORDER BY id");
  if (!order) return;
  const { id, address } = order;
  const ask = (service, step) => ctx.call(service, step, { key: `${id}-${step}`, orderId: id, address });
  await ask("inventory", "reserve");
  await ask("payments", "charge");
  const { ok } = await ask("shipping", "book");
  await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [ok ? "CONFIRMED" : "CANCELLED", id]);
  if (ok) return;
  await ask("payments", "refund");
  await ask("inventory", "release");
}
