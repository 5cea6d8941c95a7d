// refunds.js: first the event, then the row.
export async function payRefund(ctx, { orderId, won }) {
  await ctx.publish("RefundPaid", { orderId, won }, { key: String(orderId), id: "refund-" + orderId });
  await ctx.db.run("INSERT INTO refunds(order_id, won) VALUES (?, ?)", [orderId, won]);
}
