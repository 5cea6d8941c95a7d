export async function placeOrder(ctx, { orderId, address }) {
  await ctx.db.run("INSERT INTO orders(id, address) VALUES (?, ?)", [orderId, address]);
}

export async function drive(ctx) {
  for (const { id, address } of await ctx.db.all("SELECT * FROM orders WHERE status = 'PENDING'")) {
    const ask = (service, handler) => ctx.call(service, handler, { key: `${handler}-${id}`, orderId: id, address });
    const end = status => ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [status, id]);
    await ask("inventory", "reserve");
    await ask("payments", "charge");
    await end("CONFIRMED");
    const { ok } = await ask("shipping", "book");
    if (ok) continue;
    await ask("payments", "refund");
    await ask("inventory", "release");
    await end("CANCELLED");
  }
}
