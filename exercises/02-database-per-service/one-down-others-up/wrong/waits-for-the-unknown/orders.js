// orders.js: where there is no price yet, the order waits and is asked for again.
async function ask(ctx, sku) {
  try {
    return await ctx.call("catalog", "priceOf", { sku });
  } catch {
    return null;
  }
}

export async function placeOrder(ctx, { orderId, sku, qty }) {
  const price = await ask(ctx, sku);
  await ctx.db.run("INSERT INTO orders(id, sku, qty, price, status) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    [orderId, sku, qty, price, price === null ? "WAITING" : "PRICED"]);
}

export async function reprice(ctx) {
  for (const { id, sku } of await ctx.db.all("SELECT id, sku FROM orders WHERE status = 'WAITING' ORDER BY id")) {
    const price = await ask(ctx, sku);
    if (price !== null) await ctx.db.run("UPDATE orders SET price = ?, status = 'PRICED' WHERE id = ?", [price, id]);
  }
}
