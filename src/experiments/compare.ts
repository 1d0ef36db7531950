import { measure } from "../measures/index.js";
import type { ComparedRun, Comparison, PricePath } from "../model/comparison.js";
import type { Report, VaultMeasures } from "../model/report.js";
import type { CompletedRun } from "../model/result.js";
import type { Scenario } from "../model/scenario.js";
import { simulate } from "../propagation/index.js";

/** A scenario to be run beside others. */
export interface NamedScenario {
  readonly name: string;
  readonly scenario: Scenario;
  /** The variant whose shocks it carries, for its provenance. */
  readonly variant?: string;
}

export interface CompareOptions {
  /** Default "float". */
  readonly numbers?: "float" | "decimal";
  /** Called after every round; runs are counted from 0. */
  readonly onRound?: (progress: { readonly run: number; readonly round: number }) => void;
}

/** Runs each scenario by itself and keeps what is compared: totals, the worst vault, price paths and the reason to stop. */
export const compareScenarios = (list: readonly NamedScenario[], options: CompareOptions = {}): Comparison => ({
  runs: list.map(({ name, scenario, variant }, place): ComparedRun => {
    const run = simulate(scenario, {
      numbers: options.numbers ?? "float",
      onRound: ({ round }) => options.onRound?.({ run: place, round }),
    });
    const { provenance, stop } = run.result;
    const report = measure(run.shape, run.result);
    const worstVault = mostWrittenDown(report);
    return {
      name,
      provenance: variant === undefined ? provenance : { ...provenance, variant },
      stop,
      totals: report.totals,
      ...(worstVault === undefined ? {} : { worstVault }),
      prices: pricePaths(run),
    };
  }),
});

const mostWrittenDown = ({ vaults }: Report): VaultMeasures | undefined =>
  vaults
    .filter(({ writeDown }) => writeDown < 0)
    .reduce<VaultMeasures | undefined>(
      (worst, vault) => (worst === undefined || vault.writeDown < worst.writeDown ? vault : worst),
      undefined,
    );

const pricePaths = ({ scenario, result }: CompletedRun): readonly PricePath[] =>
  scenario.assets.map(({ id, priceUsd }) => {
    const marketUsd = result.rounds.flatMap(({ assets }) =>
      assets.filter((asset) => asset.id === id).map((asset) => asset.marketUsd),
    );
    return { asset: id, startUsd: priceUsd === undefined ? (marketUsd[0] ?? 0) : Number(priceUsd), marketUsd };
  });
