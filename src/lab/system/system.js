// Runs after the prelude and before it is frozen: what handlers are given, and how they are started. Its value is a
// function of two functions of the host; nothing else here can be reached by a module.
"use strict";
{
  const { freeze, defineProperty, keys: names } = Object;
  const { stringify, parse } = JSON;
  const text = String;
  const P = Promise;
  const E = Error;

  const kinds = {};
  for (const name of ["Timeout", "Unavailable", "Busy", "Constraint", "RemoteError", "Misuse"]) {
    const kind = { [name]: class extends Error {} }[name];
    defineProperty(kind.prototype, "name", { value: name });
    freeze(kind.prototype);
    freeze(kind);
    kinds[name] = kind;
    if (name !== "Misuse") defineProperty(globalThis, name, { value: kind });
  }

  class Conflict extends Error {
    constructor(message, { expected, actual } = {}) {
      super(message);
      this.expected = expected;
      this.actual = actual;
    }
  }
  defineProperty(Conflict.prototype, "name", { value: "Conflict" });
  freeze(Conflict.prototype);
  freeze(Conflict);
  defineProperty(globalThis, "Conflict", { value: Conflict });

  const made = (kind, words) => {
    if (kind !== "Conflict") return new kinds[kind](words);
    const details = parse(words);
    return new Conflict(details.says, details);
  };

  const told = (value) => stringify(value) ?? "null";
  const words = (value) => (typeof value === "string" ? value : told(value));
  const error = (thrown) => {
    try {
      return thrown instanceof Error
        ? [text(thrown.name), text(thrown.message), text(thrown.stack)]
        : ["", told(thrown), ""];
    } catch {
      return ["", "", ""];
    }
  };

  // Operations of parts, each with what it works on and what else it is given.
  const entry = (value, { ttl, lease } = {}) => ({ value: value ?? null, ttl, lease });
  const parts = {
    cache: {
      get: (key) => [key, null],
      set: (key, value, options) => [key, entry(value, options)],
      add: (key, value, options) => [key, entry(value, options)],
      del: (key) => [key, null],
      cas: (key, expected, value, options) => [key, { expected: expected ?? null, ...entry(value, options) }],
      lease: (key) => [key, null],
    },
    events: {
      append: (stream, expected, events) => [stream, { expected, events }],
      read: (stream, after) => [stream, { after }],
      readAll: (after, limit) => ["", { after, limit }],
      snapshot: (stream, version, state) => [stream, version === undefined ? null : { version, state: state ?? null }],
    },
    feed: {
      read: (...given) => {
        const [service, position, options] = typeof given[0] === "string" ? given : ["", ...given];
        return [service, { position, limit: options?.limit }];
      },
      snapshot: (service) => [service ?? "", null],
    },
    fs: {
      write: (path, content) => [path, { text: words(content) }],
      append: (path, content) => [path, { text: words(content) }],
      read: (path) => [path, null],
      list: (prefix) => [prefix ?? "", null],
      rename: (from, to) => [from, { to: text(to) }],
      remove: (path) => [path, null],
    },
    objects: {
      put: (key, content) => [key, { content: words(content) }],
      putIfAbsent: (key, content) => [key, { content: words(content) }],
      putIfMatch: (key, etag, content) => [key, { content: words(content), etag }],
      get: (key) => [key, null],
      etag: (key) => [key, null],
      list: (prefix) => [prefix ?? "", null],
      del: (key) => [key, null],
    },
    keys: {
      create: (name) => [name, null],
      encrypt: (name, content) => [name, { text: words(content) }],
      decrypt: (name, cipher) => [name, { text: words(cipher) }],
      destroy: (name) => [name, null],
    },
  };

  (effect, done, now, draw) => {
    const ask = (id, op, subject, value, from) => new P((resolve, reject) => {
      const given = told(value);
      const refuse = (kind, words) => reject(made(kind, words));
      effect(id, op + "\n" + from.stack, text(subject), given, (result) => resolve(parse(result)), refuse);
    });
    // Whatever is asked for says where: an error knows two frames, and the second is the module's.
    const rows = (id) => ({
      run: (sql, params) => ask(id, "run", sql, params, new E()),
      get: (sql, params) => ask(id, "get", sql, params, new E()),
      all: (sql, params) => ask(id, "all", sql, params, new E()),
    });
    const transaction = (id, prefix, part) => async (body, options) => {
      const from = new E();
      await ask(id, prefix + "begin", "", options, from);
      let value;
      try {
        value = await body(freeze(part));
      } catch (thrown) {
        await ask(id, prefix + "rollback", "", null, from);
        throw thrown;
      }
      await ask(id, prefix + "commit", "", null, from);
      return value;
    };
    const entries = (id, tx) => ({
      get: (table, key) => ask(id, "store.get", table, { key: text(key), tx }, new E()),
      put: (table, key, value) => ask(id, "store.put", table, { key: text(key), value: value ?? null, tx }, new E()),
      del: (table, key) => ask(id, "store.del", table, { key: text(key), tx }, new E()),
      all: (table) => ask(id, "store.all", table, { tx }, new E()),
    });
    const locking = (id) => ({
      ...entries(id, true),
      lock: (table, key) => ask(id, "store.lock", table, { key: text(key), tx: true }, new E()),
    });
    const part = (id, name) => {
      const made = {};
      for (const op of names(parts[name])) {
        made[op] = (...given) => ask(id, name + "." + op, ...parts[name][op](...given), new E());
      }
      return freeze(made);
    };
    const context = (id) => freeze({
      db: freeze({ ...rows(id), tx: transaction(id, "", rows(id)) }),
      get cache() {
        return part(id, "cache");
      },
      get events() {
        return part(id, "events");
      },
      get feed() {
        return part(id, "feed");
      },
      get fs() {
        return part(id, "fs");
      },
      get objects() {
        return part(id, "objects");
      },
      get keys() {
        return part(id, "keys");
      },
      get store() {
        return freeze({ ...entries(id, false), tx: transaction(id, "store.", locking(id)) });
      },
      publish: (topic, body, options) => ask(id, "publish", topic, { body, options }, new E()),
      sleep: (ms) => ask(id, "sleep", "", +ms, new E()),
      now: () => now(),
      random: () => draw(false),
      uuid: () => draw(true),
      call: (service, handler, given, options) => {
        const value = { handler: text(handler), given: given ?? null, timeout: +(options?.timeout ?? 0) };
        return ask(id, "call", service, value, new E());
      },
    });
    return (id, handler, given) => {
      (async () => handler(context(id), parse(given)))().then(
        (value) => done(id, true, told(value), "", ""),
        (thrown) => done(id, false, ...error(thrown)),
      );
    };
  };
}
