export function merge(a, b) {
  return [...new Set([...a, ...b])];
}
