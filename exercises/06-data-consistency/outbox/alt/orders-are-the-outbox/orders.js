export async function placeOrder(ctx, { orderId, sku, qty }) {
  await ctx.db.run("INSERT INTO orders(id, sku, qty, status) VALUES (?, ?, ?, 'PENDING')", [orderId, sku, qty]);
}

// What the event says is in the row already, and that it was told is the row's status.
export async function relay(ctx) {
  for (const { id, sku, qty } of await ctx.db.all("SELECT * FROM orders WHERE status = 'PENDING'")) {
    await ctx.publish("OrderPlaced", { orderId: id, sku, qty }, { key: String(id), id: "placed-" + id });
    await ctx.db.run("UPDATE orders SET status = 'TOLD' WHERE id = ?", [id]);
  }
}
