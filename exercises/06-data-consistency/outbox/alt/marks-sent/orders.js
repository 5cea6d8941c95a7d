export async function placeOrder(ctx, { orderId, sku, qty }) {
  const body = JSON.stringify({ orderId, sku, qty });
  await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO outbox(event_id, topic, key, body) VALUES ('order-' || ?, 'OrderPlaced', ?, ?)", [orderId, orderId, body]);
    await tx.run("INSERT INTO orders(id, sku, qty, status) VALUES (?, ?, ?, 'PENDING')", [orderId, sku, qty]);
  });
}

export async function relay(ctx) {
  const next = await ctx.db.get("SELECT * FROM outbox WHERE sent = 0 ORDER BY seq LIMIT 1");
  if (!next) return;
  await ctx.publish(next.topic, JSON.parse(next.body), { key: next.key, id: next.event_id });
  await ctx.db.run("UPDATE outbox SET sent = 1 WHERE seq = ?", [next.seq]);
}
