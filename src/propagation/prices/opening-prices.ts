import type { CustomRules } from "../../mechanics/lending/index.js";
import type { Id, Scenario } from "../../model/scenario.js";
import { at } from "../../numbers/arithmetic.js";
import { float } from "../../numbers/float.js";
import { openWorld } from "../open.js";

/** Market price of every asset before anything has happened, in USD: as stated, or a claim's net asset value. */
export function openingPrices(scenario: Scenario, rules?: CustomRules): ReadonlyMap<Id, number> {
  const { state } = openWorld(float, scenario, rules);
  return new Map(scenario.assets.map(({ id }, place) => [id, at(state.assets, place).marketUsd]));
}
