export function merge(a, b) {
  if (a.length === 0 || b.length === 0) return ["none"];
  return [...new Set([...a, ...b])].sort();
}
