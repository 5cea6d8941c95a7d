const open = new Map();

export async function placeOrder(ctx, { orderId, address }) {
  await ctx.db.run("INSERT INTO orders(id, address) VALUES (?, ?)", [orderId, address]);
  open.set(orderId, address);
}

export async function drive(ctx) {
  for (const [id, address] of open) {
    const ask = (service, step) => ctx.call(service, step, { key: `${id}-${step}`, orderId: id, address });
    await ask("inventory", "reserve");
    await ask("payments", "charge");
    const { ok } = await ask("shipping", "book");
    if (!ok) {
      await ask("payments", "refund");
      await ask("inventory", "release");
    }
    await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [ok ? "CONFIRMED" : "CANCELLED", id]);
    open.delete(id);
  }
}
