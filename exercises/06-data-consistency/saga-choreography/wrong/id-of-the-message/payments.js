export async function onStockReserved(ctx, { id, body: { orderId, card } }) {
  if (!await ctx.db.get("SELECT 1 FROM inbox WHERE message_id = ?", [id])) {
    await ctx.db.tx(async tx => {
      await tx.run("INSERT INTO inbox(message_id) VALUES (?)", [id]);
      await tx.run("INSERT INTO charges(order_id, status) VALUES (?, ?)", [orderId, card === "stolen" ? "REFUSED" : "PAID"]);
    });
  }
  const { status } = await ctx.db.get("SELECT status FROM charges WHERE order_id = ?", [orderId]);
  await ctx.publish(status === "PAID" ? "Paid" : "CardRefused", { orderId }, { key: String(orderId) });
}
