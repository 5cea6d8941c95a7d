export async function onStockReserved(ctx, { body: { orderId, card } }) {
  if (card === "stolen") {
    await ctx.publish("CardRefused", { orderId }, { key: String(orderId) });
    return;
  }
  await ctx.db.tx(async tx => {
    if (await tx.get("SELECT 1 FROM charges WHERE order_id = ?", [orderId])) return;
    await tx.run("INSERT INTO charges(order_id, status) VALUES (?, 'PAID')", [orderId]);
  });
  await ctx.publish("Paid", { orderId }, { key: String(orderId) });
}
