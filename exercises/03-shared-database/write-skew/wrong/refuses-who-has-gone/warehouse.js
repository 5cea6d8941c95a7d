export async function release(ctx, { picker }) {
  for (;;) {
    try {
      return await ctx.store.tx(async tx => {
        const onDuty = (await tx.all("pickers")).filter(row => row.value.onDuty).map(row => row.key);
        if (onDuty.length < 2) return false;
        for (const key of onDuty) await tx.lock("pickers", key);
        await tx.put("pickers", picker, { onDuty: false });
        return true;
      });
    } catch (problem) {
      if (!(problem instanceof Conflict)) throw problem;
    }
  }
}
