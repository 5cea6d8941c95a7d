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
  const known = await ctx.db.tx(async tx => {
    const held = await tx.get("SELECT qty, status FROM reservations WHERE order_id = ?", [orderId]);
    if (held?.status === "HELD") {
      await tx.run("UPDATE reservations SET status = 'RELEASED' WHERE order_id = ?", [orderId]);
      await tx.run("UPDATE stock SET free = free + ? WHERE sku = ?", [held.qty, sku]);
    }
    return held !== null;
  });
  if (known) return;
  await ctx.db.run("INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, 0, 'RELEASED') ON CONFLICT DO NOTHING", [orderId, sku]);
}
