// inventory.js: the id of the message is committed with what the message does.
export async function onLineAdded(ctx, { id, body }) {
  const { orderId, line, sku, qty } = body;
  await ctx.db.tx(async tx => {
    const first = await tx.run("INSERT INTO inbox(message_id) VALUES (?) ON CONFLICT DO NOTHING", [id]);
    if (first.changes === 0) return;
    await tx.run("INSERT INTO picks(order_id, line, sku, qty) VALUES (?, ?, ?, ?)", [orderId, line, sku, qty]);
    await tx.run("UPDATE stock SET qty = qty - ? WHERE sku = ?", [qty, sku]);
  });
}
