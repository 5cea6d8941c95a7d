// relay.js: compares and writes in one transaction, and stops where the token is no longer good.
const LEASE_MS = 30_000;

// The lease is free, or its time is over: nobody knows how long the other has been asleep.
async function take(ctx) {
  const { token } = await ctx.db.get("UPDATE lease SET token = token + 1, ms = ? RETURNING token", [LEASE_MS]);
  return token;
}

// A timeout does not say whether it was done: again, until search has said something.
async function put(ctx, change) {
  for (;;) {
    try {
      return await ctx.call("search", "put", change);
    } catch (error) {
      if (!(error instanceof Timeout)) throw error;
    }
  }
}

export async function run(ctx) {
  const token = await take(ctx);
  for (const { seq, sku, price } of await ctx.db.all("SELECT seq, sku, price FROM outbox ORDER BY seq")) {
    if (!await put(ctx, { sku, price, token })) return;
    const mine = await ctx.db.tx(async tx => {
      if ((await tx.get("SELECT token FROM lease")).token !== token) return false;
      await tx.run("DELETE FROM outbox WHERE seq = ?", [seq]);
      return true;
    });
    if (!mine) return;
  }
}
