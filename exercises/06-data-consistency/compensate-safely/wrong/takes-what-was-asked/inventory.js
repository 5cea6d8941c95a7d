export async function reserve(ctx, { body: { orderId, sku, qty } }) {
  await ctx.db.tx(async tx => {
    if (await tx.get("SELECT 1 FROM reservations WHERE order_id = ?", [orderId])) return;
    await tx.run("INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, ?, 'HELD')", [orderId, sku, qty]);
    await tx.run("UPDATE stock SET free = free - ? WHERE sku = ?", [qty, sku]);
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
