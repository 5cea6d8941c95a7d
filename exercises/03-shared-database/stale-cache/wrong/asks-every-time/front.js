// front.js: always fresh.
export async function priceOf(ctx, { sku }) {
  return ctx.call("catalog", "priceNow", { sku });
}
