/** A set of whole numbers below a size, which is taken out in rising order. */
export interface RisingSet {
  add(member: number): void;
  /** All members in rising order; the set is empty afterwards. */
  drain(): number[];
}

/** Sorting a member takes about as long as looking at so many words of bits. */
const WORDS_PER_MEMBER = 16;

/**
 * A bit for each number, and a list for as long as it is short: sorting some thousand members would take longer than looking through
 * the bits of a million.
 */
export function risingSet(size: number): RisingSet {
  const words = new Int32Array((size + 31) >>> 5);
  const longest = Math.floor(words.length / WORDS_PER_MEMBER);
  let members: number[] = [];
  return {
    add: (member) => {
      const word = member >>> 5;
      const before = words[word] as number;
      words[word] = before | (1 << (member & 31));
      if (members.length <= longest && words[word] !== before) members.push(member);
    },
    drain: () => {
      const listed = members;
      members = [];
      if (listed.length > longest) return drainWords(words);
      for (const member of listed) words[member >>> 5] = 0;
      return listed.sort((a, b) => a - b);
    },
  };
}

function drainWords(words: Int32Array): number[] {
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
}
