// payments.js: charges for each order whose bag is reserved.
export async function onStockReserved(ctx, { body: { orderId, card } }) {
  const status = card === "stolen" ? "REFUSED" : "PAID";
  await ctx.db.run("INSERT INTO charges(order_id, status) VALUES (?, ?)", [orderId, status]);
  await ctx.publish(status === "PAID" ? "Paid" : "CardRefused", { orderId }, { key: String(orderId) });
}
