// orders.js: sends a saga's command and its compensation, each to a queue of its own.
export async function place(ctx, { orderId, sku, qty }) {
  await ctx.publish("Reserve", { orderId, sku, qty }, { key: String(orderId), id: "reserve-" + orderId });
}

export async function cancel(ctx, { orderId, sku, qty }) {
  await ctx.publish("Release", { orderId, sku, qty }, { key: String(orderId), id: "release-" + orderId });
}
