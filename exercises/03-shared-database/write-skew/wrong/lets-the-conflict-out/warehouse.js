export async function release(ctx, { picker }) {
  return ctx.store.tx(async tx => {
    const onDuty = (await tx.all("pickers")).filter(row => row.value.onDuty).map(row => row.key);
    if (!onDuty.includes(picker)) return true;
    if (onDuty.length < 2) return false;
    for (const key of onDuty) await tx.lock("pickers", key);
    await tx.put("pickers", picker, { onDuty: false });
    return true;
  });
}
