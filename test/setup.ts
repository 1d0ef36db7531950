import fc from "fast-check";

/**
 * Property tests draw the same cases in every run, so that a failure is a change and not a coincidence. FC_SEED=… draws others: worth
 * doing before a release.
 */
fc.configureGlobal({ seed: Number(process.env.FC_SEED ?? 20251103) });
