export async function release(ctx, { picker }) {
  let may = false;
  try {
    await ctx.store.tx(async tx => {
      const onDuty = (await tx.all("pickers")).filter(row => row.value.onDuty).map(row => row.key);
      may = !onDuty.includes(picker) || onDuty.length >= 2;
      if (!may || !onDuty.includes(picker)) return;
      for (const key of onDuty) await tx.lock("pickers", key);
      await tx.put("pickers", picker, { onDuty: false });
    });
  } catch (problem) {
    if (!(problem instanceof Conflict)) throw problem;
  }
  return may;
}
