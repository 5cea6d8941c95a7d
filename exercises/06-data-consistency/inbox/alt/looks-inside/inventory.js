// One transaction writes at a time, so what it looks up inside stays true until it commits.
export async function onLineAdded(ctx, { id, body }) {
  const { orderId, line, sku, qty } = body;
  await ctx.db.tx(async tx => {
    const heard = await tx.get("SELECT state FROM inbox WHERE message_id = ?", [id]);
    if (heard) return;
    await tx.run("UPDATE stock SET qty = qty - ? WHERE sku = ?", [qty, sku]);
    await tx.run("INSERT INTO picks(order_id, line, sku, qty) VALUES (?, ?, ?, ?)", [orderId, line, sku, qty]);
    await tx.run("INSERT INTO inbox(message_id, state) VALUES (?, 'DONE')", [id]);
  });
}
