// inventory.js: keeps a bag for an order. What was asked under a key is done once, and is answered alike each time.
export async function reserve(ctx, { key, orderId }) {
  return ctx.db.tx(async tx => {
    const before = await tx.get("SELECT ok FROM answers WHERE key = ?", [key]);
    if (before) return { ok: before.ok === 1 };
    const undone = await tx.get("SELECT 1 FROM bags WHERE order_id = ? AND state = 'RELEASED'", [orderId]);
    if (!undone) await tx.run("INSERT INTO bags(order_id, state) VALUES (?, 'RESERVED')", [orderId]);
    await tx.run("INSERT INTO answers(key, ok) VALUES (?, ?)", [key, undone ? 0 : 1]);
    return { ok: !undone };
  });
}

// Of an order that is not there yet it remembers that it must not come.
export async function release(ctx, { key, orderId }) {
  return ctx.db.tx(async tx => {
    if (await tx.get("SELECT 1 FROM answers WHERE key = ?", [key])) return { ok: true };
    const { changes } = await tx.run("UPDATE bags SET state = 'RELEASED' WHERE order_id = ?", [orderId]);
    if (changes === 0) await tx.run("INSERT INTO bags(order_id, state) VALUES (?, 'RELEASED')", [orderId]);
    await tx.run("INSERT INTO answers(key, ok) VALUES (?, 1)", [key]);
    return { ok: true };
  });
}
