// No inbox: a line of an order is picked once, and the list says whether it has been.
export async function onLineAdded(ctx, { body }) {
  const { orderId, line, sku, qty } = body;
  await ctx.db.tx(async tx => {
    const added = await tx.run(
      `INSERT INTO picks(order_id, line, sku, qty) SELECT ?, ?, ?, ?
       WHERE NOT EXISTS (SELECT 1 FROM picks WHERE order_id = ? AND line = ?)`,
      [orderId, line, sku, qty, orderId, line]);
    await tx.run("UPDATE stock SET qty = qty - ? WHERE sku = ?", [qty * added.changes, sku]);
  });
}
