// orders.js: tells of each line that a customer adds to an order. The id is that of the message.
export async function addLine(ctx, { orderId, line, sku, qty }) {
  await ctx.publish("LineAdded", { orderId, line, sku, qty }, { key: String(orderId), id: ctx.uuid() });
}
