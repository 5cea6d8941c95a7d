export async function onOrderPlaced(ctx, { body: { orderId, card } }) {
  const state = await ctx.db.tx(async tx => {
    const before = await tx.get("SELECT state FROM reservations WHERE order_id = ?", [orderId]);
    if (before) return before.state;
    const { free } = await tx.get("SELECT free FROM stock WHERE sku = 'BAG-3'");
    const decided = free > 0 && card !== "stolen" ? "RESERVED" : "REFUSED";
    if (decided === "RESERVED") await tx.run("UPDATE stock SET free = free - 1 WHERE sku = 'BAG-3'");
    await tx.run("INSERT INTO reservations(order_id, state) VALUES (?, ?)", [orderId, decided]);
    return decided;
  });
  await ctx.publish(state === "RESERVED" ? "StockReserved" : "SoldOut", { orderId, card }, { key: String(orderId) });
}

export async function onCardRefused(ctx, message) {
}
