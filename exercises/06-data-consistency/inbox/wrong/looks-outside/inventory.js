export async function onLineAdded(ctx, { id, body }) {
  const { orderId, line, sku, qty } = body;
  if (await ctx.db.get("SELECT 1 FROM inbox WHERE message_id = ?", [id])) return;
  await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO picks(order_id, line, sku, qty) VALUES (?, ?, ?, ?)", [orderId, line, sku, qty]);
    await tx.run("UPDATE stock SET qty = qty - ? WHERE sku = ?", [qty, sku]);
    await tx.run("INSERT OR IGNORE INTO inbox(message_id) VALUES (?)", [id]);
  });
}
