export async function place(ctx, { order }) {
  await ctx.db.run("INSERT INTO log(order_id, record) VALUES (?, 'abort')", [order]);
  return "abort";
}
