export async function onStockReserved(ctx, { body: { orderId, card } }) {
  const status = await ctx.db.tx(async tx => {
    const before = await tx.get("SELECT status FROM charges WHERE order_id = ?", [orderId]);
    if (before) return before.status;
    const decided = "PAID";
    await tx.run("INSERT INTO charges(order_id, status) VALUES (?, ?)", [orderId, decided]);
    return decided;
  });
  await ctx.publish(status === "PAID" ? "Paid" : "CardRefused", { orderId }, { key: String(orderId) });
}
