export async function placeOrder(ctx, { orderId, address }) {
  await ctx.db.run("INSERT INTO orders(id, address, note) VALUES (?, ?, 0)", [orderId, address]);
}

export async function drive(ctx) {
  const order = await ctx.db.get("SELECT * FROM orders WHERE status = 'PENDING' ORDER BY id");
  if (!order) return;
  const { id, address } = order;
  const run = Number(order.note) + 1;
  await ctx.db.run("UPDATE orders SET note = ? WHERE id = ?", [run, id]);
  const ask = (service, step) => ctx.call(service, step, { key: `${id}-${run}-${step}`, orderId: id, address });
  await ask("inventory", "reserve");
  await ask("payments", "charge");
  const { ok } = await ask("shipping", "book");
  if (!ok) {
    await ask("payments", "refund");
    await ask("inventory", "release");
  }
  await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [ok ? "CONFIRMED" : "CANCELLED", id]);
}
