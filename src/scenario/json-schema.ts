import { z } from "zod";
import { sectionSchemas } from "./draft.js";
import { ID } from "./schema/fields.js";
import { positionSchemas } from "./schema/positions.js";
import { settingFields } from "./schema/settings.js";
import { shock } from "./schema/shocks.js";

const SECTION_TEXTS = {
  sources: "Where the numbers come from.",
  assets: "Things with a price.",
  oracles: "The rules by which markets see prices.",
  venues: "Where assets are sold.",
  markets: "Places that lend against collateral.",
  vaults: "Depositors' money, spread over markets by a curator.",
  issuers: "Those who mint claim tokens against a balance sheet.",
  actors: "Owners of positions or tokens who act by themselves.",
  populations: "Accounts by the thousand, from tables: each is judged, and they are reported in groups.",
} satisfies Record<keyof typeof sectionSchemas, string>;

const byId = <Entry extends z.ZodType>(entry: Entry, description: string) =>
  z.record(z.string().regex(ID), entry).exactOptional().describe(description);

/** The format of scenario files as JSON Schema (2020-12), for editors that complete and check. */
export function scenarioJsonSchema(): object {
  const { account, loop, loops, accounts, perp, perps, table } = positionSchemas;
  const sections = Object.fromEntries(
    Object.entries(sectionSchemas).map(([key, schema]) => [
      key,
      byId(schema, SECTION_TEXTS[key as keyof typeof sectionSchemas]),
    ]),
  );
  const shocks = z.array(shock).exactOptional();
  const scenario = z.strictObject({
    ...settingFields,
    ...sections,
    positions: byId(
      z.union([account, loop, loops, accounts, perp, perps, table]),
      "Accounts with collateral and debt in one market.",
    ),
    shocks: shocks.describe("What happens."),
    variants: byId(
      z.strictObject({ shocks: shocks.describe("Shocks that take the place of the scenario's own.") }),
      "Named alternative lists of shocks.",
    ),
  });
  return z.toJSONSchema(scenario, {
    io: "input",
    override: ({ jsonSchema }) => {
      const isText =
        typeof jsonSchema.default === "string" && jsonSchema.enum === undefined && jsonSchema.const === undefined;
      if (isText && jsonSchema.type !== "string") jsonSchema.default = Number(jsonSchema.default);
    },
  });
}
