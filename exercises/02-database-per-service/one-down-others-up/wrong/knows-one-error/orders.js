// orders.js: while catalog is unavailable, orders wait for their price.
async function ask(ctx, sku) {
  try {
    return { price: await ctx.call("catalog", "priceOf", { sku }), status: "PRICED" };
  } catch (error) {
    if (error instanceof RemoteError) return { price: null, status: "REFUSED" };       // catalog has answered: no
    if (error instanceof Unavailable) return { price: null, status: "WAITING" };
    throw error;
  }
}

export async function placeOrder(ctx, { orderId, sku, qty }) {
  const { price, status } = await ask(ctx, sku);
  await ctx.db.run("INSERT INTO orders(id, sku, qty, price, status) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    [orderId, sku, qty, price, status]);
}

export async function reprice(ctx) {
  for (const { id, sku } of await ctx.db.all("SELECT id, sku FROM orders WHERE status = 'WAITING' ORDER BY id")) {
    const { price, status } = await ask(ctx, sku);
    if (status === "WAITING") return;
    await ctx.db.run("UPDATE orders SET price = ?, status = ? WHERE id = ? AND status = 'WAITING'", [price, status, id]);
  }
}
