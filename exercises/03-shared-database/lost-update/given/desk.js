// desk.js: a clerk opens the form, adds a sentence and saves. Told no, she opens it again and types her sentence again.
export async function addSentence(ctx, { sku, sentence }) {
  const what = await tryToSave(ctx, sku, sentence);
  await ctx.db.run("INSERT INTO told(sentence, what) VALUES (?, ?)", [sentence, what]);
}

async function tryToSave(ctx, sku, sentence) {
  for (let tries = 0; tries < 4; tries++) {
    try {
      const form = await ctx.call("catalog", "open", { sku });
      form.description += " " + sentence;                       // here she thinks, and answers the telephone
      if (await ctx.call("catalog", "save", form) === true) return "saved";
    } catch (problem) {
      if (problem instanceof Timeout) return "error";           // catalog crashed: she goes home
    }
  }
  return "refused";
}
