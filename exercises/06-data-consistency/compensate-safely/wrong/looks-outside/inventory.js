export async function reserve(ctx, { body: { orderId, sku, qty } }) {
  await ctx.db.tx(async tx => {
    if (await tx.get("SELECT 1 FROM reservations WHERE order_id = ?", [orderId])) return;
    const { free } = await tx.get("SELECT free FROM stock WHERE sku = ?", [sku]);
    const taken = Math.min(qty, free);
    await tx.run("INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, ?, 'HELD')", [orderId, sku, taken]);
    await tx.run("UPDATE stock SET free = free - ? WHERE sku = ?", [taken, sku]);
  });
}

export async function release(ctx, { body: { orderId, sku } }) {
  const held = await ctx.db.get("SELECT qty, status FROM reservations WHERE order_id = ?", [orderId]);
  if (held?.status === "RELEASED") return;
  await ctx.db.tx(async tx => {
    if (held) {
      await tx.run("UPDATE reservations SET status = 'RELEASED' WHERE order_id = ?", [orderId]);
      await tx.run("UPDATE stock SET free = free + ? WHERE sku = ?", [held.qty, sku]);
    } else {
      await tx.run("INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, 0, 'RELEASED')", [orderId, sku]);
    }
  });
}
