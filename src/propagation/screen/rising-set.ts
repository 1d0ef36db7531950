/** A set of whole numbers below a size, which is taken out in rising order. */
export interface RisingSet {
  add(member: number): void;
  /** All members in rising order; the set is empty afterwards. */
  drain(): number[];
}

/** A bit for each number: sorting some thousand members would take longer than looking through all bits of a million. */
export function risingSet(size: number): RisingSet {
  const words = new Uint32Array((size + 31) >>> 5);
  return {
    add: (member) => {
      const word = member >>> 5;
      words[word] = (words[word] as number) | (1 << (member & 31));
    },
    drain: () => {
      const members: number[] = [];
      for (let word = 0; word < words.length; word += 1) {
        let bits = words[word] as number;
        while (bits !== 0) {
          const lowest = bits & -bits;
          members.push((word << 5) + 31 - Math.clz32(lowest));
          bits ^= lowest;
        }
        words[word] = 0;
      }
      return members;
    },
  };
}
