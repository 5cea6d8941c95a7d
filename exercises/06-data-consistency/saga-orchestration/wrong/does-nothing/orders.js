export async function placeOrder(ctx, { orderId, address }) {
}

export async function drive(ctx) {
}
