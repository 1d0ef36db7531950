import type { Result } from "../model/result.js";

/** A log of more events than this is written as Parquet, too: a spreadsheet would not open the CSV. */
export const MANY_EVENTS = 100_000;

/** Whether a run has so many events that their log should be kept as Parquet beside the CSV. */
export const hasManyEvents = ({ events }: Result): boolean => events.length > MANY_EVENTS;
