const BANDS: readonly { readonly below: number; readonly label: string }[] = [
  { below: 1.5, label: "1–1.5×" },
  { below: 2, label: "1.5–2×" },
  { below: 3, label: "2–3×" },
  { below: 5, label: "3–5×" },
  { below: 10, label: "5–10×" },
  { below: Number.POSITIVE_INFINITY, label: "over 10×" },
];

/**
 * The leverage band of a position, from leverage C / (C − D); "under water" where D ≥ C. C: collateral, D: debt, both USD.
 */
export function leverageBand(collateralUsd: number, debtUsd: number): string {
  if (debtUsd >= collateralUsd) return "under water";
  const leverage = collateralUsd / (collateralUsd - debtUsd);
  return BANDS.find((band) => leverage < band.below)?.label ?? "over 10×";
}
