// Every release writes a journal, under the picker's name and under one that all have in common; there two decisions meet.
export async function release(ctx, { picker }) {
  for (;;) {
    try {
      return await ctx.store.tx(async tx => {
        const onDuty = (await tx.all("pickers")).filter(({ value }) => value.onDuty).map(({ key }) => key);
        const goes = !onDuty.includes(picker) || onDuty.length > 1;
        await tx.put("journal", picker, { onDuty: !goes });
        await tx.put("journal", "last", { picker, goes });
        if (goes) await tx.put("pickers", picker, { onDuty: false, since: ctx.now() });
        return goes;
      });
    } catch (problem) {
      if (!(problem instanceof Conflict)) throw problem;
    }
  }
}
