// relay.js: two of it, so that one may die; a lease sees to it that only one works at a time.
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
    await put(ctx, { sku, price });
    await ctx.db.run("DELETE FROM outbox WHERE seq = ?", [seq]);
  }
}
