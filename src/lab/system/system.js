// Runs after the prelude and before it is frozen: what handlers are given, and how they are started. Its value is a
// function of two functions of the host; nothing else here can be reached by a module.
"use strict";
{
  const { freeze, defineProperty } = Object;
  const { stringify, parse } = JSON;
  const text = String;
  const P = Promise;

  const kinds = {};
  for (const name of ["Timeout", "Unavailable", "Busy", "Constraint", "RemoteError", "Misuse"]) {
    const kind = { [name]: class extends Error {} }[name];
    defineProperty(kind.prototype, "name", { value: name });
    freeze(kind.prototype);
    freeze(kind);
    kinds[name] = kind;
    if (name !== "Misuse") defineProperty(globalThis, name, { value: kind });
  }

  const told = (value) => stringify(value) ?? "null";
  const error = (thrown) => {
    try {
      return thrown instanceof Error
        ? [text(thrown.name), text(thrown.message), text(thrown.stack)]
        : ["", told(thrown), ""];
    } catch {
      return ["", "", ""];
    }
  };

  (effect, done, now, draw) => {
    const ask = (id, op, subject, value) => new P((resolve, reject) => {
      const given = told(value);
      const refuse = (kind, message) => reject(new kinds[kind](message));
      effect(id, op, text(subject), given, (result) => resolve(parse(result)), refuse);
    });
    const rows = (id) => ({
      run: (sql, params) => ask(id, "run", sql, params),
      get: (sql, params) => ask(id, "get", sql, params),
      all: (sql, params) => ask(id, "all", sql, params),
    });
    const context = (id) => freeze({
      db: freeze({
        ...rows(id),
        async tx(body, options) {
          await ask(id, "begin", "", options);
          let value;
          try {
            value = await body(freeze(rows(id)));
          } catch (thrown) {
            await ask(id, "rollback", "", null);
            throw thrown;
          }
          await ask(id, "commit", "", null);
          return value;
        },
      }),
      publish: (topic, body, options) => ask(id, "publish", topic, { body, options }),
      sleep: (ms) => ask(id, "sleep", "", +ms),
      now: () => now(),
      random: () => draw(false),
      uuid: () => draw(true),
      call: (service, handler, given) => ask(id, "call", service, { handler: text(handler), given: given ?? null }),
    });
    return (id, handler, given) => {
      (async () => handler(context(id), parse(given)))().then(
        (value) => done(id, true, told(value), "", ""),
        (thrown) => done(id, false, ...error(thrown)),
      );
    };
  };
}
