export async function follow(ctx) {
}
