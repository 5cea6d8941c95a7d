// warehouse.js: a clerk sends a picker home, if another one stays. Returns true where the picker goes, false where not.
export async function release(ctx, { picker }) {
  return ctx.store.tx(async tx => {
    const roster = await tx.all("pickers");                       // [{ key: "hana", value: { onDuty: true } }, …]
    const onDuty = roster.filter(row => row.value.onDuty);
    if (onDuty.length < 2) return false;
    await tx.put("pickers", picker, { onDuty: false });
    return true;
  });
}
