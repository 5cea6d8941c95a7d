export async function reserve(ctx, { body: { orderId, sku, qty } }) {
  await ctx.db.tx(async tx => {
    const row = await tx.get("SELECT qty, status FROM reservations WHERE order_id = ?", [orderId]);
    if (row && row.status !== "HELD") return;
    const { free } = await tx.get("SELECT free FROM stock WHERE sku = ?", [sku]);
    const missing = Math.min(qty - (row?.qty ?? 0), free);
    await tx.run(
      "INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, ?, 'HELD') ON CONFLICT DO UPDATE SET qty = qty + excluded.qty",
      [orderId, sku, missing]);
    await tx.run("UPDATE stock SET free = free - ? WHERE sku = ?", [missing, sku]);
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
