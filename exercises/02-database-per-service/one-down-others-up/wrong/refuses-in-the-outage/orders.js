// orders.js: takes every order; one without a price is refused.
export async function placeOrder(ctx, { orderId, sku, qty }) {
  let price = null;
  try {
    price = await ctx.call("catalog", "priceOf", { sku });
  } catch {
    // there is none
  }
  await ctx.db.run("INSERT INTO orders(id, sku, qty, price, status) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
    [orderId, sku, qty, price, price === null ? "REFUSED" : "PRICED"]);
}

export async function reprice(ctx) {
}
