// orders.js: the order is safe before anybody is asked; after that it is one more that waits.
async function settle(ctx, id, sku) {
  let price = null, status = "PRICED";
  try {
    price = await ctx.call("catalog", "priceOf", { sku });
  } catch (error) {
    if (!(error instanceof RemoteError)) return false;
    status = "REFUSED";
  }
  await ctx.db.run("UPDATE orders SET price = ?, status = ? WHERE id = ? AND status = 'WAITING'", [price, status, id]);
  return true;
}

export async function placeOrder(ctx, { orderId, sku, qty }) {
  await ctx.db.run("INSERT INTO orders(id, sku, qty, status) VALUES (?, ?, ?, 'WAITING') ON CONFLICT DO NOTHING", [orderId, sku, qty]);
  await settle(ctx, orderId, sku);
}

export async function reprice(ctx) {
  for (const { id, sku } of await ctx.db.all("SELECT id, sku FROM orders WHERE status = 'WAITING' ORDER BY id")) {
    if (!await settle(ctx, id, sku)) return;
  }
}
