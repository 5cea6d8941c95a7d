// relay.js: rests.
export async function run(ctx) {
}
