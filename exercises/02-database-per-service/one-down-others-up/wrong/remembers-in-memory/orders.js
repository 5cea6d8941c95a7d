// orders.js: remembers which orders wait, so that reprice need not look for them.
const waiting = new Map();

async function ask(ctx, sku) {
  try {
    return { price: await ctx.call("catalog", "priceOf", { sku }), status: "PRICED" };
  } catch (error) {
    return { price: null, status: error instanceof RemoteError ? "REFUSED" : "WAITING" };
  }
}

export async function placeOrder(ctx, { orderId, sku, qty }) {
  const { price, status } = await ask(ctx, sku);
  await ctx.db.run("INSERT INTO orders(id, sku, qty, price, status) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    [orderId, sku, qty, price, status]);
  if (status === "WAITING") waiting.set(orderId, sku);
}

export async function reprice(ctx) {
  for (const [id, sku] of [...waiting]) {
    const { price, status } = await ask(ctx, sku);
    if (status === "WAITING") return;
    await ctx.db.run("UPDATE orders SET price = ?, status = ? WHERE id = ?", [price, status, id]);
    waiting.delete(id);
  }
}
