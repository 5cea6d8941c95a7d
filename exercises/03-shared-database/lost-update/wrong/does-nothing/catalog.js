export async function open(ctx, { sku }) {
}

export async function save(ctx, form) {
}
