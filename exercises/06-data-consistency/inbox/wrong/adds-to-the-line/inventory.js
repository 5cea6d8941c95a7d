export async function onLineAdded(ctx, { body }) {
  const { orderId, line, sku, qty } = body;
  await ctx.db.tx(async tx => {
    const there = await tx.run("UPDATE picks SET qty = qty + ? WHERE order_id = ? AND line = ?", [qty, orderId, line]);
    if (there.changes === 0) {
      await tx.run("INSERT INTO picks(order_id, line, sku, qty) VALUES (?, ?, ?, ?)", [orderId, line, sku, qty]);
    }
    await tx.run("UPDATE stock SET qty = qty - ? WHERE sku = ?", [qty, sku]);
  });
}
