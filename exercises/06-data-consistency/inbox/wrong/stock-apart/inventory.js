export async function onLineAdded(ctx, { id, body }) {
  const { orderId, line, sku, qty } = body;
  const first = await ctx.db.tx(async tx => {
    const first = await tx.run("INSERT INTO inbox(message_id) VALUES (?) ON CONFLICT DO NOTHING", [id]);
    if (first.changes === 0) return false;
    await tx.run("INSERT INTO picks(order_id, line, sku, qty) VALUES (?, ?, ?, ?)", [orderId, line, sku, qty]);
    return true;
  });
  if (first) await ctx.db.run("UPDATE stock SET qty = qty - ? WHERE sku = ?", [qty, sku]);
}
