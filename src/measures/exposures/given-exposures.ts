import { neumaierTotal } from "../../numbers/sums.js";
import { ExposureError, exposureNetwork } from "../systemic/exposure-network.js";
import { columnTotals, rowTotals } from "../systemic/matrix-algebra.js";
import { read, type SparseMatrix, sparseMatrix } from "../systemic/sparse-matrix.js";
import type { Exposures } from "./exposures.js";

/** A node of a network that is given by tables. USD. */
export interface GivenNode {
  readonly node: string;
  /** Assets less debts, claims at face value. */
  readonly equityUsd: number;
  /** Absent: as little as balances the books. */
  readonly externalAssetsUsd?: number;
  readonly externalDebtsUsd?: number;
  /** What the shock itself takes. */
  readonly lossUsd?: number;
}

/** Claims, holdings and depths as lists; see `givenExposures`. */
export interface GivenNetwork {
  readonly nodes: readonly GivenNode[];
  readonly claims: readonly { readonly from: string; readonly to: string; readonly usd: number }[];
  readonly holdings: readonly { readonly node: string; readonly asset: string; readonly usd: number }[];
  readonly assets: readonly { readonly asset: string; readonly depthUsd: number; readonly fall?: number }[];
}

/** Rounding that the books of a node may have, relative to its largest item. */
const ROUNDING = 1e-6;

/**
 * The exposure network of tables: `from` has a claim on `to`; buffers are equity as given.
 *
 * Books balance: external assets + claims = equity + debts to nodes + external debts. What is not given is as small as it can be;
 * holdings are part of external assets, and a fall of their price adds to the loss. USD. Throws ExposureError where books cannot
 * balance.
 */
export function givenExposures({ nodes, claims, holdings, assets }: GivenNetwork): Exposures {
  const names = nodes.map(({ node }) => node);
  const places = new Map(names.map((name, place) => [name, place]));
  const place = (name: string): number => places.get(name) ?? -1;
  const exposuresUsd = sparseMatrix(names.length, names.length, {
    row: claims.map(({ to }) => place(to)),
    column: claims.map(({ from }) => place(from)),
    value: claims.map(({ usd }) => usd),
  });
  const assetNames = [...new Set([...assets.map(({ asset }) => asset), ...holdings.map(({ asset }) => asset)])];
  const heldUsd = sparseMatrix(names.length, assetNames.length, {
    row: holdings.map(({ node }) => place(node)),
    column: holdings.map(({ asset }) => assetNames.indexOf(asset)),
    value: holdings.map(({ usd }) => usd),
  });
  const fallOf = (asset: string): number => assets.find((each) => each.asset === asset)?.fall ?? 0;
  const depthOf = (asset: string): number =>
    assets.find((each) => each.asset === asset)?.depthUsd ?? Number.POSITIVE_INFINITY;
  const { externalAssetsUsd, externalDebtsUsd } = balanced(nodes, exposuresUsd, rowTotals(heldUsd));
  const lossUsd = Float64Array.from(nodes, ({ node, lossUsd: given = 0 }) =>
    neumaierTotal([
      given,
      ...holdings.filter((each) => each.node === node).map(({ asset, usd }) => usd * fallOf(asset)),
    ]),
  );
  const before = exposureNetwork({ names, liabilitiesUsd: exposuresUsd, externalAssetsUsd, externalDebtsUsd });
  const buffersUsd = Float64Array.from(nodes, ({ equityUsd }) => equityUsd);
  const claimsUsd = columnTotals(exposuresUsd);
  return {
    names,
    conventions: [
      "Claims, equity and holdings as given; external assets and debts, where not given, as little as balances the books.",
      "The buffer of a node is its equity; holdings are part of external assets; losses come off external assets.",
    ],
    before,
    after: { ...before, externalAssetsUsd: externalAssetsUsd.map((usd, i) => usd - read(lossUsd, i)) },
    passThrough: new Set(),
    owned: new Set(),
    exposuresUsd,
    buffersUsd,
    ownedOutsideUsd: buffersUsd.map((equity) => Math.max(0, equity)),
    lossUsd,
    assetsUsd: externalAssetsUsd.map((usd, i) => usd + read(claimsUsd, i)),
    ...(holdings.length === 0
      ? {}
      : {
          holdings: {
            assets: assetNames,
            heldUsd,
            depthUsd: Float64Array.from(assetNames, depthOf),
            priceFall: Float64Array.from(assetNames, fallOf),
          },
        }),
  };
}

/** External assets and debts of every node, worked out where not given. Throws ExposureError with all that do not balance. */
function balanced(nodes: readonly GivenNode[], exposuresUsd: SparseMatrix, heldUsd: Float64Array) {
  const claimsUsd = columnTotals(exposuresUsd);
  const owedUsd = rowTotals(exposuresUsd);
  const externalAssetsUsd = new Float64Array(nodes.length);
  const externalDebtsUsd = new Float64Array(nodes.length);
  const problems: string[] = [];
  nodes.forEach(({ node, equityUsd, ...given }, i) => {
    const netUsd = equityUsd + read(owedUsd, i) - read(claimsUsd, i);
    const leastUsd = Math.max(0, netUsd, read(heldUsd, i));
    const {
      externalAssetsUsd: assets = given.externalDebtsUsd === undefined ? leastUsd : netUsd + given.externalDebtsUsd,
    } = given;
    const debts = given.externalDebtsUsd ?? assets - netUsd;
    const scale = Math.max(Math.abs(equityUsd), read(owedUsd, i), read(claimsUsd, i), assets, debts);
    const gapUsd = assets - debts - netUsd;
    if (Math.abs(gapUsd) > ROUNDING * scale)
      problems.push(`the books of ${node} are ${gapUsd} USD apart: external assets + claims − debts is not its equity`);
    if (debts < -ROUNDING * scale)
      problems.push(`${node} has ${-debts} USD less external assets than its equity, claims and debts need`);
    if (assets < read(heldUsd, i) * (1 - ROUNDING))
      problems.push(`${node} holds ${read(heldUsd, i)} USD of assets, more than its external assets of ${assets} USD`);
    externalAssetsUsd[i] = assets;
    externalDebtsUsd[i] = Math.max(0, debts);
  });
  if (problems.length > 0) throw new ExposureError(problems);
  return { externalAssetsUsd, externalDebtsUsd };
}
