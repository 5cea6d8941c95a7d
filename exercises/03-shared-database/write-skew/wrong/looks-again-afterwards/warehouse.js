export async function release(ctx, { picker }) {
  const may = await ctx.store.tx(async tx => {
    const onDuty = (await tx.all("pickers")).filter(row => row.value.onDuty).map(row => row.key);
    if (!onDuty.includes(picker)) return true;
    if (onDuty.length < 2) return false;
    await tx.put("pickers", picker, { onDuty: false });
    return true;
  });
  if (!may || (await ctx.store.all("pickers")).some(row => row.value.onDuty)) return may;
  await ctx.store.put("pickers", picker, { onDuty: true });
  return false;
}
