import { type Arithmetic, isPositive } from "../../../numbers/arithmetic.js";
import { type Band, bandRatio } from "./band.js";

/**
 * What collateral put into a band has become when the price has come down to `oraclePrice` so slowly that the pool's price was always
 * the oracle's: all of it above the upper edge, y·√(up·down) stablecoin below the lower one, and between them
 * y·√up·(√p − √down)/(√p·(√up − √down)) collateral, the rest sold at √(up·p). What the band comes to on the way down and on the way up
 * (`reach`, before it lets anybody trade) is the same at every price. Source: curve-stablecoin AMM.vy, get_xy_up.
 */
export function descended<N>(
  n: Arithmetic<N>,
  band: { readonly amplification: N; readonly priceUp: N; readonly collateral: N },
  oraclePrice: N,
): Band<N> {
  const { priceUp, collateral } = band;
  const priceDown = n.mul(priceUp, bandRatio(n, band.amplification));
  if (!isPositive(n, n.sub(priceUp, oraclePrice))) return { stable: n.zero, collateral };
  if (!isPositive(n, n.sub(oraclePrice, priceDown))) {
    return { stable: n.mul(collateral, n.sqrt(n.mul(priceUp, priceDown))), collateral: n.zero };
  }
  const [up, down, now] = [n.sqrt(priceUp), n.sqrt(priceDown), n.sqrt(oraclePrice)];
  const left = n.div(n.mul(n.mul(collateral, up), n.sub(now, down)), n.mul(now, n.sub(up, down)));
  return { stable: n.mul(n.sub(collateral, left), n.mul(up, now)), collateral: left };
}
