// One row per order, for good; who has been released holds no mug.
export async function reserve(ctx, { body: { orderId, sku, qty } }) {
  await ctx.db.tx(async tx => {
    const { free } = await tx.get("SELECT free FROM stock WHERE sku = ?", [sku]);
    const taken = Math.min(qty, free);
    const { changes } = await tx.run(
      "INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, ?, 'HELD') ON CONFLICT DO NOTHING", [orderId, sku, taken]);
    if (changes > 0) await tx.run("UPDATE stock SET free = free - ? WHERE sku = ?", [taken, sku]);
  });
}

export async function release(ctx, { body: { orderId, sku } }) {
  await ctx.db.tx(async tx => {
    const row = await tx.get("SELECT qty FROM reservations WHERE order_id = ?", [orderId]);
    await tx.run("UPDATE stock SET free = free + ? WHERE sku = ?", [row?.qty ?? 0, sku]);
    await tx.run(
      "INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, 0, 'HELD') ON CONFLICT DO UPDATE SET qty = 0", [orderId, sku]);
  });
}
