import { type Arithmetic, isPositive } from "./arithmetic.js";

const TWO_PI = "6.28318530717958647692528676655900576839433879875021";
/** Beyond this the continued fraction is short enough; up to it 1/2 − … loses less than a digit. */
const TAIL_FROM = 1.5;

/**
 * Standard normal density: e^(−x²/2)/√(2π). The exponent is split at a multiple of 1/16, h, as e^(−h²/2)·e^(−(|x| − h)(|x| + h)/2), so
 * that x² loses no digits. Source: W. J. Cody, Rational Chebyshev approximations for the error function, Math. Comp. 23 (1969).
 */
export function normalDensity<N>(n: Arithmetic<N>, x: N): N {
  const [two, sixteen] = [n.parse("2"), n.parse("16")];
  const size = n.max(x, n.sub(n.zero, x));
  const h = n.div(n.floor(n.mul(size, sixteen)), sixteen);
  const decay = (product: N): N => n.exp(n.sub(n.zero, n.div(product, two)));
  const power = n.mul(decay(n.mul(h, h)), decay(n.mul(n.sub(size, h), n.add(size, h))));
  return n.div(power, n.sqrt(n.parse(TWO_PI)));
}

/**
 * Standard normal distribution Φ(x), to the last digits of the number system in both tails.
 *
 * Near 0: 1/2 + φ(x)·Σ x^(2k+1)/(1·3·…·(2k+1)). In the tails: Φ(−x) = φ(x)/(x + 1/(x + 2/(x + 3/…))), from the far end.
 * Source: G. Marsaglia, Evaluating the normal distribution, J. Stat. Software 11(4) (2004); P.-S. Laplace's fraction, as in
 * M. Abramowitz, I. Stegun, Handbook of Mathematical Functions, 26.2.11 and 26.2.14.
 */
export function normalDistribution<N>(n: Arithmetic<N>, x: N): N {
  const distance = Math.abs(n.toNumber(x));
  if (distance <= TAIL_FROM) return n.add(n.parse("0.5"), n.mul(normalDensity(n, x), oddSeries(n, x)));
  const tail = n.mul(normalDensity(n, x), tailRatio(n, n.max(x, n.sub(n.zero, x)), distance));
  return isPositive(n, x) ? n.sub(n.one, tail) : tail;
}

function oddSeries<N>(n: Arithmetic<N>, x: N): N {
  const square = n.mul(x, x);
  const terms: N[] = [];
  let term = x;
  for (let odd = 3; n.sign(term) !== 0 && isLarge(n, term, x); odd += 2) {
    terms.push(term);
    term = n.div(n.mul(term, square), n.fromNumber(odd));
  }
  return n.total(terms);
}

/** Whether a term still counts beside the first. */
const isLarge = <N>(n: Arithmetic<N>, term: N, first: N): boolean =>
  isPositive(n, n.sub(n.div(term, first), n.mul(n.precision, n.parse("0.01"))));

/** Φ(−x)/φ(x). The error after k steps falls like e^(−2x√k). */
function tailRatio<N>(n: Arithmetic<N>, x: N, distance: number): N {
  const digits = 5 - Math.log(n.toNumber(n.precision));
  const steps = 40 + Math.ceil((digits / (2 * distance)) ** 2);
  let rest = x;
  for (let k = steps; k > 0; k -= 1) rest = n.add(x, n.div(n.fromNumber(k), rest));
  return n.div(n.one, rest);
}
