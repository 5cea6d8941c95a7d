// inventory.js: what was released is as if it had never been; who is asked again reserves again, and is refused again.
export async function onOrderPlaced(ctx, { body }) {
  const key = String(body.orderId);
  const [state] = await ctx.db.tx(async tx => {
    const states = await tx.all("SELECT state FROM reservations WHERE order_id = ?", [body.orderId]);
    if (states.length > 0) return states;
    const { free } = await tx.get("SELECT free FROM stock WHERE sku = 'BAG-3'");
    const state = free === 0 ? "REFUSED" : "RESERVED";
    if (free > 0) await tx.run("UPDATE stock SET free = ? WHERE sku = 'BAG-3'", [free - 1]);
    await tx.run("INSERT INTO reservations VALUES (?, ?)", [body.orderId, state]);
    return [{ state }];
  });
  await ctx.publish(state.state === "REFUSED" ? "SoldOut" : "StockReserved", body, { key, id: "stock-" + key });
}

export async function onCardRefused(ctx, { key, body }) {
  await ctx.db.tx(async tx => {
    const gone = await tx.run("DELETE FROM reservations WHERE order_id = ? AND state = 'RESERVED'", [body.orderId]);
    await tx.run("UPDATE stock SET free = free + ? WHERE sku = 'BAG-3'", [gone.changes]);
  });
}
