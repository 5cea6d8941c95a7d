export async function release(ctx, { picker }) {
  return false;
}
