// warehouse.js: what the decision rests on is held until the commit; whoever meets a conflict reads and decides again.
export async function release(ctx, { picker }) {
  for (;;) {
    try {
      return await ctx.store.tx(tx => decide(tx, picker));
    } catch (problem) {
      if (!(problem instanceof Conflict)) throw problem;
    }
  }
}

async function decide(tx, picker) {
  const onDuty = (await tx.all("pickers")).filter(row => row.value.onDuty).map(row => row.key);
  if (!onDuty.includes(picker)) return true;                      // asked again: gone already
  if (onDuty.length < 2) return false;
  for (const key of onDuty) await tx.lock("pickers", key);        // in one order for all, so that nobody waits in a circle
  await tx.put("pickers", picker, { onDuty: false });
  return true;
}
