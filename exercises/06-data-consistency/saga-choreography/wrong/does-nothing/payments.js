export async function onStockReserved(ctx, message) {
}
