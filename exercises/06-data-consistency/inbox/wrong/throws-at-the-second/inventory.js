export async function onLineAdded(ctx, { id, body }) {
  const { orderId, line, sku, qty } = body;
  await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO inbox(message_id) VALUES (?)", [id]);
    await tx.run("INSERT INTO picks(order_id, line, sku, qty) VALUES (?, ?, ?, ?)", [orderId, line, sku, qty]);
    await tx.run("UPDATE stock SET qty = qty - ? WHERE sku = ?", [qty, sku]);
  });
}
