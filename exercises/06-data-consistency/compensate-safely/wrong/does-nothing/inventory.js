export async function reserve(ctx, { body }) {
}

export async function release(ctx, { body }) {
}
