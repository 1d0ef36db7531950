import type { Adapters } from "./adapter.js";
import { aaveAdapters } from "./adapters/aave.js";
import { ammAdapters } from "./adapters/amm.js";
import { compoundAdapters } from "./adapters/compound.js";
import { eulerAdapters } from "./adapters/euler.js";
import { liquityAdapters } from "./adapters/liquity.js";
import { llammaAdapters } from "./adapters/llamma.js";
import { loopAdapters } from "./adapters/loops.js";
import { makerAdapters } from "./adapters/maker.js";
import { morphoAdapters } from "./adapters/morpho.js";
import { networkAdapters } from "./adapters/network.js";
import { oracleAdapters } from "./adapters/oracle.js";
import { perpAdapters } from "./adapters/perps.js";
import { poolAdapters } from "./adapters/pools.js";
import { preLiquidationAdapters } from "./adapters/pre-liquidation.js";
import { wrapperAdapters } from "./adapters/wrappers.js";

/** Every mechanism that vectors can name. */
export const adapters: Adapters = {
  ...aaveAdapters,
  ...morphoAdapters,
  ...loopAdapters,
  ...ammAdapters,
  ...oracleAdapters,
  ...perpAdapters,
  ...poolAdapters,
  ...wrapperAdapters,
  ...makerAdapters,
  ...liquityAdapters,
  ...llammaAdapters,
  ...compoundAdapters,
  ...eulerAdapters,
  ...preLiquidationAdapters,
  ...networkAdapters,
};
