export async function release(ctx, { picker }) {
  const onDuty = (await ctx.store.all("pickers")).filter(row => row.value.onDuty).map(row => row.key);
  if (!onDuty.includes(picker)) return true;
  if (onDuty.length < 2) return false;
  for (;;) {
    try {
      await ctx.store.tx(async tx => {
        for (const key of onDuty) await tx.lock("pickers", key);
        await tx.put("pickers", picker, { onDuty: false });
      });
      return true;
    } catch (problem) {
      if (!(problem instanceof Conflict)) throw problem;
    }
  }
}
