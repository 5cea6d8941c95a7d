// mail.js: writes to the customer once for each message.
export async function onOrderPlaced(ctx, { id, body }) {
  await ctx.db.run("INSERT INTO sent(message_id, subject) VALUES (?, ?) ON CONFLICT DO NOTHING", [id, "Order " + body.orderId]);
}
export async function onRefundPaid(ctx, { id, body }) {
  await ctx.db.run("INSERT INTO sent(message_id, subject) VALUES (?, ?) ON CONFLICT DO NOTHING", [id, "Refund of order " + body.orderId]);
}
