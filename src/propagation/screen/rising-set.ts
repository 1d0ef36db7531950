/** A set of whole numbers below a size, which is taken out in rising order. */
export interface RisingSet {
  add(member: number): void;
  /** All members in rising order; the set is empty afterwards. */
  drain(): number[];
}

/** Sorting a member takes about as long as looking at so many words of bits. */
const WORDS_PER_MEMBER = 16;

/** A bit for each number: sorting some thousand members would take longer than looking through the bits of a million. */
export function risingSet(size: number): RisingSet {
  const words = new Uint32Array((size + 31) >>> 5);
  let members: number[] = [];
  return {
    add: (member) => {
      const word = member >>> 5;
      const bits = (words[word] as number) | (1 << (member & 31));
      if (bits >>> 0 === words[word]) return;
      words[word] = bits;
      members.push(member);
    },
    drain: () => {
      const drained = members;
      members = [];
      const isFew = drained.length * WORDS_PER_MEMBER < words.length;
      for (const member of drained) if (isFew) words[member >>> 5] = 0;
      return isFew ? drained.sort((a, b) => a - b) : drainWords(words);
    },
  };
}

function drainWords(words: Uint32Array): number[] {
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
