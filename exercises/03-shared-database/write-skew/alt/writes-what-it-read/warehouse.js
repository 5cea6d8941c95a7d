// Whoever stays is written too, unchanged: then two releases write the same rows, and the second to commit is refused.
export async function release(ctx, { picker }) {
  for (let tries = 0; tries < 5; tries++) {
    try {
      return await ctx.store.tx(async tx => {
        const onDuty = (await tx.all("pickers")).filter(({ value }) => value.onDuty);
        if (!onDuty.some(({ key }) => key === picker)) return true;
        if (onDuty.length === 1) return false;
        for (const { key } of onDuty) await tx.put("pickers", key, { onDuty: key !== picker });
        return true;
      });
    } catch (problem) {
      if (problem.name !== "Conflict") throw problem;
    }
  }
  return false;
}
