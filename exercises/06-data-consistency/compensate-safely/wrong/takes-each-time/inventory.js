export async function reserve(ctx, { body: { orderId, sku, qty } }) {
  await ctx.db.tx(async tx => {
    const before = await tx.get("SELECT status FROM reservations WHERE order_id = ?", [orderId]);
    if (before?.status === "RELEASED") return;
    const { free } = await tx.get("SELECT free FROM stock WHERE sku = ?", [sku]);
    const taken = Math.min(qty, free);
    await tx.run("INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, ?, 'HELD') ON CONFLICT DO NOTHING",
      [orderId, sku, taken]);
    await tx.run("UPDATE stock SET free = free - ? WHERE sku = ?", [taken, sku]);
  });
}

export async function release(ctx, { body: { orderId, sku } }) {
  await ctx.db.tx(async tx => {
    const held = await tx.get("SELECT qty, status FROM reservations WHERE order_id = ?", [orderId]);
    if (!held) {
      await tx.run("INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, 0, 'RELEASED')", [orderId, sku]);
    } else if (held.status === "HELD") {
      await tx.run("UPDATE reservations SET status = 'RELEASED' WHERE order_id = ?", [orderId]);
      await tx.run("UPDATE stock SET free = free + ? WHERE sku = ?", [held.qty, sku]);
    }
  });
}
