type Packed = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** A typed array that grows as values are added. */
export interface Growing<T extends Packed> {
  /** How many values there are. No accessor: each object with one is of a shape of its own, which slows all down that read it. */
  size(): number;
  at(index: number): number;
  push(value: number): void;
  /** Drops what follows the first `length` values. */
  truncate(length: number): void;
  /** The values: a view, as the rest of its buffer was never written and costs nothing. */
  finish(): T;
}

/** An empty column with room for `expected` values; `make` allocates a typed array of a size. */
export function growing<T extends Packed>(make: (size: number) => T, expected = 0): Growing<T> {
  let store = make(Math.max(expected, 1024));
  let length = 0;
  const grow = () => {
    const wider = make(store.length * 2);
    wider.set(store);
    store = wider;
  };
  return {
    size: () => length,
    at: (index) => store[index] as number,
    push: (value) => {
      if (length === store.length) grow();
      store[length] = value;
      length += 1;
    },
    truncate: (to) => {
      length = to;
    },
    finish: () => store.subarray(0, length) as T,
  };
}
