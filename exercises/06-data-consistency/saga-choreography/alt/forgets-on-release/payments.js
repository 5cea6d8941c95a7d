// payments.js: one statement, of which the second time is none.
export async function onStockReserved(ctx, { key, body: { orderId, card } }) {
  const status = card === "stolen" ? "REFUSED" : "PAID";
  await ctx.db.run(
    "INSERT INTO charges(order_id, status) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM charges WHERE order_id = ?1)",
    [orderId, status]);
  await ctx.publish(status === "PAID" ? "Paid" : "CardRefused", { orderId }, { key, id: "payment-" + key });
}
