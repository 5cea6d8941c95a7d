// orders.js: asks until catalog has answered.
async function ask(ctx, sku) {
  for (;;) {
    try {
      return { price: await ctx.call("catalog", "priceOf", { sku }), status: "PRICED" };
    } catch (error) {
      if (error instanceof RemoteError) return { price: null, status: "REFUSED" };
      await ctx.sleep(200);
    }
  }
}

export async function placeOrder(ctx, { orderId, sku, qty }) {
  const { price, status } = await ask(ctx, sku);
  await ctx.db.run("INSERT INTO orders(id, sku, qty, price, status) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    [orderId, sku, qty, price, status]);
}

export async function reprice(ctx) {
}
