export async function placeOrder(ctx, { orderId, sku, qty }) {
  await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO orders(id, sku, qty, status) VALUES (?, ?, ?, 'PENDING')", [orderId, sku, qty]);
    await tx.run("INSERT INTO outbox(event_id, topic, key, body) VALUES (?, 'OrderPlaced', ?, ?)",
      [ctx.uuid(), String(orderId), JSON.stringify({ orderId, sku, qty })]);
  });
}

export async function relay(ctx) {
  for (const row of await ctx.db.all("SELECT * FROM outbox ORDER BY seq")) {
    await ctx.publish(row.topic, JSON.parse(row.body), { key: row.key, id: row.event_id });
  }
  await ctx.db.run("DELETE FROM outbox");
}
