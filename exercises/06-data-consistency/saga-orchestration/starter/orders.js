// orders.js: `placeOrder` is called by the web site.
export async function placeOrder(ctx, { orderId, address }) {
  await ctx.db.run("INSERT INTO orders(id, address) VALUES (?, ?)", [orderId, address]);
}

// Runs every 300 ms: leads each order that is PENDING to its end.
export async function drive(ctx) {
  for (const { id, address } of await ctx.db.all("SELECT * FROM orders WHERE status = 'PENDING'")) {
    await ctx.call("inventory", "reserve", { key: ctx.uuid(), orderId: id });
    await ctx.call("payments", "charge", { key: ctx.uuid(), orderId: id });
    const { ok } = await ctx.call("shipping", "book", { key: ctx.uuid(), orderId: id, address });
    if (!ok) {
      await ctx.call("payments", "refund", { key: ctx.uuid(), orderId: id });
      await ctx.call("inventory", "release", { key: ctx.uuid(), orderId: id });
    }
    await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [ok ? "CONFIRMED" : "CANCELLED", id]);
  }
}
