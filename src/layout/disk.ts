/** A disk to be placed; `reach` is its radius with rings, in points. */
export interface Disk {
  readonly key: string;
  readonly reach: number;
}

export interface Link {
  readonly from: string;
  readonly to: string;
  /** Drawn as a live edge: pulls harder, and needs room for its arrow. */
  readonly live: boolean;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}
