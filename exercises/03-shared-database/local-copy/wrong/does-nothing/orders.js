// orders.js: hears and forgets.
export async function onProductChanged(ctx, { body }) {
}
