// inventory.js: a step of a saga and its compensation. Messages come from the queues Reserve and Release, two at a time.
export async function reserve(ctx, { body: { orderId, sku, qty } }) {
  await ctx.db.tx(async tx => {
    const { free } = await tx.get("SELECT free FROM stock WHERE sku = ?", [sku]);
    const taken = Math.min(qty, free);                     // what is missing is ordered elsewhere
    await tx.run("INSERT INTO reservations(order_id, sku, qty, status) VALUES (?, ?, ?, 'HELD')", [orderId, sku, taken]);
    await tx.run("UPDATE stock SET free = free - ? WHERE sku = ?", [taken, sku]);
  });
}

export async function release(ctx, { body: { orderId, sku, qty } }) {
  await ctx.db.tx(async tx => {
    await tx.run("UPDATE stock SET free = free + ? WHERE sku = ?", [qty, sku]);
    await tx.run("DELETE FROM reservations WHERE order_id = ?", [orderId]);
  });
}
