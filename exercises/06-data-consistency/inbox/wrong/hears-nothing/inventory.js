export async function onLineAdded(ctx, { id, body }) {
}
