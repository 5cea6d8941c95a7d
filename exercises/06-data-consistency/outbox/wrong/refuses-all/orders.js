export async function placeOrder(ctx, { orderId, sku, qty }) {
}

export async function relay(ctx) {
}
