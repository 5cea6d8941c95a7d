export async function add(ctx, { cart, request, sku, qty }) {
  return "full";
}
