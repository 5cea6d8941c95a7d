// Runs after the prelude and before it is frozen: what handlers are given, and how they are started. Its value is a
// function of two functions of the host; nothing else here can be reached by a module.
"use strict";
{
  const { freeze, defineProperty } = Object;
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
    const context = (id) => freeze({
      db: freeze({ ...rows(id), tx: transaction(id, "", rows(id)) }),
      get cache() {
        const cache = (op) => (key, value, options) => {
          const { ttl, lease } = options ?? {};
          return ask(id, "cache." + op, key, { value: value ?? null, ttl, lease });
        };
        return freeze({
          get: (key) => ask(id, "cache.get", key, {}),
          set: cache("set"),
          add: cache("add"),
          del: (key) => ask(id, "cache.del", key, {}),
          cas: (key, expected, value, options) => {
            return ask(id, "cache.cas", key, { expected: expected ?? null, value: value ?? null, ttl: options?.ttl });
          },
          lease: (key) => ask(id, "cache.lease", key, {}),
        });
      },
      get events() {
        return freeze({
          append: (stream, expected, events) => ask(id, "events.append", stream, { expected, events }),
          read: (stream, after) => ask(id, "events.read", stream, { after: after ?? 0 }),
          readAll: (after, limit) => ask(id, "events.readAll", "", { after: after ?? 0, limit }),
          snapshot: (stream, version, state) => {
            return ask(id, "events.snapshot", stream, version === undefined ? {} : { version, state: state ?? null });
          },
        });
      },
      get fs() {
        return freeze({
          write: (path, content) => ask(id, "fs.write", path, { text: words(content) }),
          append: (path, content) => ask(id, "fs.append", path, { text: words(content) }),
          read: (path) => ask(id, "fs.read", path, null),
          list: (prefix) => ask(id, "fs.list", prefix ?? "", null),
          rename: (from, to) => ask(id, "fs.rename", from, { to: text(to) }),
          remove: (path) => ask(id, "fs.remove", path, null),
        });
      },
      get objects() {
        return freeze({
          put: (key, content) => ask(id, "objects.put", key, { content: words(content) }),
          putIfAbsent: (key, content) => ask(id, "objects.putIfAbsent", key, { content: words(content) }),
          putIfMatch: (key, etag, content) => ask(id, "objects.putIfMatch", key, { content: words(content), etag }),
          get: (key) => ask(id, "objects.get", key, null),
          etag: (key) => ask(id, "objects.etag", key, null),
          list: (prefix) => ask(id, "objects.list", prefix ?? "", null),
          del: (key) => ask(id, "objects.del", key, null),
        });
      },
      get keys() {
        return freeze({
          create: (name) => ask(id, "keys.create", name, null),
          encrypt: (name, content) => ask(id, "keys.encrypt", name, { text: words(content) }),
          decrypt: (name, cipher) => ask(id, "keys.decrypt", name, { text: words(cipher) }),
          destroy: (name) => ask(id, "keys.destroy", name, null),
        });
      },
      get feed() {
        return freeze({
          read: (...given) => {
            const [service, position, options] = typeof given[0] === "string" ? given : ["", ...given];
            return ask(id, "feed.read", service, { position: position ?? 0, limit: options?.limit });
          },
          snapshot: (service) => ask(id, "feed.snapshot", service ?? "", null),
        });
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
