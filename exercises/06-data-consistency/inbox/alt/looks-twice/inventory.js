// A look before saves the transaction where the message was heard long ago; who is first is decided inside.
export async function onLineAdded(ctx, { id, body }) {
  if (await ctx.db.get("SELECT 1 FROM inbox WHERE message_id = ?", [id])) return;
  const { orderId, line, sku, qty } = body;
  await ctx.db.tx(async tx => {
    const { changes } = await tx.run("INSERT OR IGNORE INTO inbox(message_id) VALUES (?)", [id]);
    if (changes === 0) return;
    await tx.run("INSERT INTO picks(order_id, line, sku, qty) VALUES (?, ?, ?, ?)", [orderId, line, sku, qty]);
    await tx.run("UPDATE stock SET qty = qty - ? WHERE sku = ?", [qty, sku]);
  });
}
