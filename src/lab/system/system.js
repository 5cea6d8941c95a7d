// Runs after the prelude and before it is frozen: what handlers are given, and how they are started. Its value is a
// function of two functions of the host; nothing else here can be reached by a module.
"use strict";
{
  const { freeze, defineProperty, keys: names } = Object;
  const { stringify, parse } = JSON;
  const { apply } = Reflect;
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

  // What a handler has gathered (`Promise.all` and its like) is awaited, also where the first of it decides: such a
  // handler ends when nothing of it is under way. Who gathers is who was told something last.
  let listener = null;
  const { then } = P.prototype;
  const watched = (of, member) => {
    const promise = P.resolve(member);
    const closed = () => {
      of.gathered -= 1;
      if (of.gathered === 0 && of.settled) of.closed();
    };
    of.gathered += 1;
    apply(then, promise, [closed, closed]);
    return promise;
  };
  function* watchedAll(of, members) {
    for (const member of members) yield watched(of, member);
  }
  for (const name of ["all", "allSettled", "any", "race"]) {
    const gather = P[name];
    const { [name]: value } = { [name](members) {
      return apply(gather, this, [listener === null ? members : watchedAll(listener, members)]);
    } };
    defineProperty(P, name, { value: freeze(value) });
  }

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

  (effect, done, closed, now, draw) => {
    const ask = (of, op, subject, value, from) => new P((resolve, reject) => {
      const given = told(value);
      const hear = (result) => {
        listener = of;
        resolve(parse(result));
      };
      const refuse = (kind, words) => {
        listener = of;
        reject(made(kind, words));
      };
      effect(of.id, op + "\n" + from.stack, text(subject), given, hear, refuse);
    });
    // Whatever is asked for says where: an error knows two frames, and the second is the module's.
    const rows = (of) => ({
      run: (sql, params) => ask(of, "run", sql, params, new E()),
      get: (sql, params) => ask(of, "get", sql, params, new E()),
      all: (sql, params) => ask(of, "all", sql, params, new E()),
    });
    const transaction = (of, prefix, part) => async (body, options) => {
      const from = new E();
      await ask(of, prefix + "begin", "", options, from);
      let value;
      try {
        value = await body(freeze(part));
      } catch (thrown) {
        await ask(of, prefix + "rollback", "", null, from);
        throw thrown;
      }
      await ask(of, prefix + "commit", "", null, from);
      return value;
    };
    const entries = (of, tx) => ({
      get: (table, key) => ask(of, "store.get", table, { key: text(key), tx }, new E()),
      put: (table, key, value) => ask(of, "store.put", table, { key: text(key), value: value ?? null, tx }, new E()),
      del: (table, key) => ask(of, "store.del", table, { key: text(key), tx }, new E()),
      all: (table) => ask(of, "store.all", table, { tx }, new E()),
    });
    const locking = (of) => ({
      ...entries(of, true),
      lock: (table, key) => ask(of, "store.lock", table, { key: text(key), tx: true }, new E()),
    });
    const part = (of, name) => {
      const made = {};
      for (const op of names(parts[name])) {
        made[op] = (...given) => ask(of, name + "." + op, ...parts[name][op](...given), new E());
      }
      return freeze(made);
    };
    const context = (of) => freeze({
      db: freeze({ ...rows(of), tx: transaction(of, "", rows(of)) }),
      get cache() {
        return part(of, "cache");
      },
      get events() {
        return part(of, "events");
      },
      get feed() {
        return part(of, "feed");
      },
      get fs() {
        return part(of, "fs");
      },
      get objects() {
        return part(of, "objects");
      },
      get keys() {
        return part(of, "keys");
      },
      get store() {
        return freeze({ ...entries(of, false), tx: transaction(of, "store.", locking(of)) });
      },
      publish: (topic, body, options) => ask(of, "publish", topic, { body, options }, new E()),
      sleep: (ms) => ask(of, "sleep", "", +ms, new E()),
      now: () => now(),
      random: () => draw(false),
      uuid: () => draw(true),
      call: (service, handler, given, options) => {
        const value = { handler: text(handler), given: given ?? null, timeout: +(options?.timeout ?? 0) };
        return ask(of, "call", service, value, new E());
      },
    });
    // Without a handler, a module is about to be loaded: what it gathers is nobody's.
    return (id, handler, given) => {
      listener = null;
      if (handler === undefined) return;
      const of = { id, gathered: 0, settled: false, closed: () => closed(id) };
      const settle = (...how) => {
        of.settled = true;
        done(id, of.gathered > 0, ...how);
      };
      listener = of;
      (async () => handler(context(of), parse(given)))().then(
        (value) => settle(true, told(value), "", ""),
        (thrown) => settle(false, ...error(thrown)),
      );
    };
  };
}
