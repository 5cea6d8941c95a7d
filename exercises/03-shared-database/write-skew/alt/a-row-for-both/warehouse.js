// One row that everybody writes who changes the roster: two decisions on the same roster meet there.
export async function release(ctx, { picker }) {
  try {
    return await ctx.store.tx(async tx => {
      const roster = await tx.all("pickers");
      const { onDuty } = roster.find(row => row.key === picker).value;
      if (!onDuty) return true;
      if (!roster.some(row => row.value.onDuty && row.key !== picker)) return false;
      const { number } = await tx.get("rosters", "today") ?? { number: 0 };
      await tx.put("rosters", "today", { number: number + 1 });
      await tx.put("pickers", picker, { onDuty: false });
      return true;
    });
  } catch (problem) {
    if (problem instanceof Conflict) return release(ctx, { picker });
    throw problem;
  }
}
