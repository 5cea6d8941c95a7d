// payments.js: charges for each order once, however often its event comes.
export async function onOrderPlaced(ctx, { id, body }) {
  await ctx.db.tx(async tx => {
    if (await tx.get("SELECT 1 FROM inbox WHERE event_id = ?", [id])) return;
    await tx.run("INSERT INTO inbox(event_id) VALUES (?)", [id]);
    await tx.run("INSERT INTO charges(order_id, qty) VALUES (?, ?)", [body.orderId, body.qty]);
  });
}
