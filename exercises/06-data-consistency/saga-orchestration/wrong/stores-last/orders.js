export async function placeOrder(ctx, { orderId, address }) {
  const { ok } = await ctx.call("inventory", "reserve", { key: `reserve-${orderId}`, orderId });
  if (!ok) throw new Error("sold out");
  await ctx.db.run("INSERT INTO orders(id, address, step) VALUES (?, ?, 'charge')", [orderId, address]);
}

export async function drive(ctx) {
  for (const { id, address } of await ctx.db.all("SELECT * FROM orders WHERE status = 'PENDING'")) {
    const ask = (service, handler) => ctx.call(service, handler, { key: `${handler}-${id}`, orderId: id, address });
    await ask("payments", "charge");
    const { ok } = await ask("shipping", "book");
    if (!ok) {
      await ask("payments", "refund");
      await ask("inventory", "release");
    }
    await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [ok ? "CONFIRMED" : "CANCELLED", id]);
  }
}
