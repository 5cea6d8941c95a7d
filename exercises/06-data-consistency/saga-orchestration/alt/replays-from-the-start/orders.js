// orders.js: no step is stored. Who starts again asks all questions again, and hears the same answers.
export async function placeOrder(ctx, { orderId, address }) {
  await ctx.db.run("INSERT INTO orders(id, address) VALUES (?, ?)", [orderId, address]);
}

export async function drive(ctx) {
  const order = await ctx.db.get("SELECT id, address FROM orders WHERE status = 'PENDING' ORDER BY id LIMIT 1");
  if (!order) return;
  const { id, address } = order;
  const ask = (service, step) => ctx.call(service, step, { key: step + id, orderId: id, address });
  const done = [];
  let status = "CONFIRMED";
  for (const [service, step, undo] of [["inventory", "reserve", "release"], ["payments", "charge", "refund"], ["shipping", "book"]]) {
    const { ok } = await ask(service, step);
    if (ok) {
      done.unshift([service, undo]);
    } else {
      for (const [other, back] of done) await ask(other, back);
      status = "CANCELLED";
      break;
    }
  }
  await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [status, id]);
}
