// orders.js: thanks for the order.
export async function placeOrder(ctx, { orderId, sku, qty }) {
}

export async function reprice(ctx) {
}
