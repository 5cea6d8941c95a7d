// orders.js: takes orders at 0 while catalog is away, and puts the price in later.
async function ask(ctx, sku) {
  try {
    return { price: await ctx.call("catalog", "priceOf", { sku }), status: "PRICED" };
  } catch (error) {
    return error instanceof RemoteError ? { price: null, status: "REFUSED" } : { price: 0, status: "WAITING" };
  }
}

export async function placeOrder(ctx, { orderId, sku, qty }) {
  const { price, status } = await ask(ctx, sku);
  await ctx.db.run("INSERT INTO orders(id, sku, qty, price, status) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    [orderId, sku, qty, price, status]);
}

export async function reprice(ctx) {
  for (const { id, sku } of await ctx.db.all("SELECT id, sku FROM orders WHERE status = 'WAITING'")) {
    const { price, status } = await ask(ctx, sku);
    if (status !== "WAITING") await ctx.db.run("UPDATE orders SET price = ?, status = ? WHERE id = ?", [price, status, id]);
  }
}
