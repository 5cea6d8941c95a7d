// orders.js: takes an order and tells of it. It ends the order by what the others tell: Paid, SoldOut or CardRefused.
export async function placeOrder(ctx, { orderId, card }) {
  await ctx.publish("OrderPlaced", { orderId, card }, { key: String(orderId), id: "order-" + orderId });
}
