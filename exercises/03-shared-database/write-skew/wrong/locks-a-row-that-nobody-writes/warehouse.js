export async function release(ctx, { picker }) {
  for (;;) {
    try {
      return await ctx.store.tx(async tx => {
        await tx.lock("rosters", "today");
        const onDuty = (await tx.all("pickers")).filter(row => row.value.onDuty).map(row => row.key);
        if (!onDuty.includes(picker)) return true;
        if (onDuty.length < 2) return false;
        await tx.put("pickers", picker, { onDuty: false });
        return true;
      });
    } catch (problem) {
      if (!(problem instanceof Conflict)) throw problem;
    }
  }
}
