export async function release(ctx, { picker }) {
  for (;;) {
    try {
      return await ctx.store.tx(async tx => {
        const onDuty = (await tx.all("pickers")).filter(row => row.value.onDuty).map(row => row.key);
        if (!onDuty.includes(picker)) return true;
        if (onDuty.length < 2) return false;
        const { version = 1 } = await tx.lock("pickers", picker);
        await tx.put("pickers", picker, { onDuty: false, version: version + 1 });
        return true;
      });
    } catch (problem) {
      if (!(problem instanceof Conflict)) throw problem;
    }
  }
}
