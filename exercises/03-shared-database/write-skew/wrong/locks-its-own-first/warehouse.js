export async function release(ctx, { picker }) {
  for (let tries = 0; tries < 3; tries++) {
    try {
      return await ctx.store.tx(async tx => {
        await tx.lock("pickers", picker);
        const onDuty = (await tx.all("pickers")).filter(row => row.value.onDuty).map(row => row.key);
        if (!onDuty.includes(picker)) return true;
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
