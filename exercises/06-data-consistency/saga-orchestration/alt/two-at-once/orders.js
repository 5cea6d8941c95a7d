// orders.js: bag and money are asked for at once, and the answers of both are waited for, also where one is missing.
async function both(...calls) {
  const ends = await Promise.allSettled(calls);
  const lost = ends.find(end => end.status === "rejected");
  if (lost) throw lost.reason;
  return ends.every(end => end.value.ok);
}

export async function placeOrder(ctx, { orderId, address }) {
  await ctx.db.run("INSERT INTO orders(id, address) VALUES (?, ?)", [orderId, address]);
}

export async function drive(ctx) {
  for (const { id, address } of await ctx.db.all("SELECT id, address FROM orders WHERE status = 'PENDING'")) {
    const ask = (service, handler) => ctx.call(service, handler, { key: `${handler}/${id}`, orderId: id, address });
    let ok = await both(ask("inventory", "reserve"), ask("payments", "charge"));
    if (ok) ({ ok } = await ask("shipping", "book"));
    if (!ok) await both(ask("inventory", "release"), ask("payments", "refund"));
    await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [ok ? "CONFIRMED" : "CANCELLED", id]);
  }
}
