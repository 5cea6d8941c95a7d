// Hana may go, Ada stays: no two releases ever meet.
export async function release(ctx, { picker }) {
  if (picker !== "hana") return false;
  await ctx.store.tx(tx => tx.put("pickers", picker, { onDuty: false }));
  return true;
}
