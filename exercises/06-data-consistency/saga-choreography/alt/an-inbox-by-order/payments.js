// payments.js: an inbox whose ids are orders, not messages.
export async function onStockReserved(ctx, { key, body: { orderId, card } }) {
  await ctx.db.tx(async tx => {
    const fresh = await tx.run("INSERT INTO inbox(message_id) VALUES (?) ON CONFLICT DO NOTHING", ["order-" + orderId]);
    if (fresh.changes > 0) {
      await tx.run("INSERT INTO charges(order_id, status) VALUES (?, ?)", [orderId, card === "stolen" ? "REFUSED" : "PAID"]);
    }
  });
  const { status } = await ctx.db.get("SELECT status FROM charges WHERE order_id = ?", [orderId]);
  await ctx.publish({ PAID: "Paid", REFUSED: "CardRefused" }[status], { orderId }, { key });
}
