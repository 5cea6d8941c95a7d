export async function onOrderPlaced(ctx, message) {
}

export async function onCardRefused(ctx, message) {
}
