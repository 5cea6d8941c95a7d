// orders.js: asks in a loop until there is an answer; after a crash, what is open is gone through at the start.
export async function pay(ctx, { orderId, amount, card }) {
  await ctx.db.tx(async tx => {
    if (await tx.get("SELECT 1 FROM orders WHERE id = ?", [orderId])) return;
    await tx.run("INSERT INTO orders(id, amount, card, charge_key) VALUES (?, ?, ?, ?)", [orderId, amount, card, ctx.uuid()]);
  });
  await finish(ctx);
  return ctx.db.get("SELECT status FROM orders WHERE id = ?", [orderId]);
}

async function finish(ctx) {
  for (;;) {
    const order = await ctx.db.get("SELECT * FROM orders WHERE status = 'PENDING' ORDER BY id");
    if (!order) return;
    const { id: orderId, charge_key: key, amount, card } = order;
    const answer = await ctx.call("payments", "charge", { key, orderId, amount, card }).catch(() => null);
    if (answer) await ctx.db.run("UPDATE orders SET status = ? WHERE id = ?", [answer.paid ? "SHIPPED" : "CANCELLED", orderId]);
  }
}

export async function onStart(ctx) {
  await finish(ctx);
}

export async function settle(ctx) {
}
