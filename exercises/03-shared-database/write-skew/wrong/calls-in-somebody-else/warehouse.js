export async function release(ctx, { picker }) {
  for (;;) {
    try {
      await ctx.store.tx(async tx => {
        await tx.put("pickers", "min", { onDuty: true });
        await tx.put("pickers", picker, { onDuty: false });
      });
      return true;
    } catch (problem) {
      if (!(problem instanceof Conflict)) throw problem;
    }
  }
}
