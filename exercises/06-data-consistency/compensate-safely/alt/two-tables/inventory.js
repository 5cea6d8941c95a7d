// What is held is in one table, what was ever released in another; each is asked before anything is done.
export async function reserve(ctx, { body: { orderId, sku, qty } }) {
  await ctx.db.tx(async tx => {
    if (await tx.get("SELECT 1 FROM released WHERE order_id = ?", [orderId])) return;
    if (await tx.get("SELECT 1 FROM reservations WHERE order_id = ?", [orderId])) return;
    const { free } = await tx.get("SELECT free FROM stock WHERE sku = ?", [sku]);
    const taken = Math.min(qty, free);
    await tx.run("UPDATE stock SET free = free - ? WHERE sku = ?", [taken, sku]);
    await tx.run("INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, ?, 'HELD')", [orderId, sku, taken]);
  });
}

export async function release(ctx, { body: { orderId, sku } }) {
  await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO released(order_id) VALUES (?) ON CONFLICT DO NOTHING", [orderId]);
    await tx.run(
      "UPDATE stock SET free = free + coalesce((SELECT qty FROM reservations WHERE order_id = ?), 0) WHERE sku = ?",
      [orderId, sku]);
    await tx.run("DELETE FROM reservations WHERE order_id = ?", [orderId]);
  });
}
