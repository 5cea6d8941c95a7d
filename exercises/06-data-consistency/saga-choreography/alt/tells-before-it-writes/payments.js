// payments.js: what it tells follows from the card alone, so it may tell first; the row is written once.
export async function onStockReserved(ctx, { body: { orderId, card } }) {
  const good = card !== "stolen";
  await ctx.publish(good ? "Paid" : "CardRefused", { orderId }, { key: "BAG-3" });
  await ctx.db.run(
    "INSERT INTO charges(order_id, status) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM charges WHERE order_id = ?1)",
    [orderId, good ? "PAID" : "REFUSED"]);
}
