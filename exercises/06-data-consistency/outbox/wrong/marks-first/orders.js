export async function placeOrder(ctx, { orderId, sku, qty }) {
  await ctx.db.tx(async tx => {
    await tx.run("INSERT INTO orders(id, sku, qty, status) VALUES (?, ?, ?, 'PENDING')", [orderId, sku, qty]);
    await tx.run("INSERT INTO outbox(event_id, topic, key, body) VALUES (?, 'OrderPlaced', ?, ?)",
      [ctx.uuid(), String(orderId), JSON.stringify({ orderId, sku, qty })]);
  });
}

export async function relay(ctx) {
  const rows = await ctx.db.tx(async tx => {
    const rows = await tx.all("SELECT * FROM outbox WHERE sent = 0 ORDER BY seq");
    await tx.run("UPDATE outbox SET sent = 1 WHERE sent = 0");
    return rows;
  });
  for (const row of rows) {
    await ctx.publish(row.topic, JSON.parse(row.body), { key: row.key, id: row.event_id });
  }
}
