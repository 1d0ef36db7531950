/** What a map keeps under a key; what `make` makes, kept there from now on, where it keeps nothing. */
export function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** The map kept under a key of another. */
export const inner = <K, L, V>(outer: Map<K, Map<L, V>>, key: K): Map<L, V> => kept(outer, key, () => new Map());
