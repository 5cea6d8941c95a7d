// The step that changes the status says what there is to give back.
export async function reserve(ctx, { body: { orderId, sku, qty } }) {
  await ctx.db.tx(async tx => {
    const held = await tx.get(
      `INSERT INTO reservations(order_id, sku, qty, status) SELECT ?, sku, min(?, free), 'HELD' FROM stock WHERE sku = ?
       ON CONFLICT DO NOTHING RETURNING qty`, [orderId, qty, sku]);
    if (held) await tx.run("UPDATE stock SET free = free - ? WHERE sku = ?", [held.qty, sku]);
  });
}

export async function release(ctx, { body: { orderId, sku } }) {
  await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, 0, 'HELD') ON CONFLICT DO NOTHING", [orderId, sku]);
    const given = await tx.get(
      "UPDATE reservations SET status = 'GIVEN BACK' WHERE order_id = ? AND status = 'HELD' RETURNING qty", [orderId]);
    if (given) await tx.run("UPDATE stock SET free = free + ? WHERE sku = ?", [given.qty, sku]);
  });
}
