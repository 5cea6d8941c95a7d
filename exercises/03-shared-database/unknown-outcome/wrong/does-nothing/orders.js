export async function pay(ctx, { orderId, amount, card }) {
  return { status: "PENDING" };
}

export async function settle(ctx) {
}
