import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decimal } from "../../src/numbers/decimal.js";
import { float } from "../../src/numbers/float.js";
import { normalDensity, normalDistribution } from "../../src/numbers/normal.js";

/** Worked out with mpmath 1.3 at 50 digits: ncdf(x). */
const VALUES = [
  ["-8", "6.22096057427178412351599517258818842e-16"],
  ["-3", "0.00134989803163009452665181476759497738"],
  ["-1.5", "0.0668072012688580660044940409798860795"],
  ["-0.5", "0.30853753872598689636229538939166226"],
  ["0.25", "0.598706325682923724240853791581033739"],
  ["1", "0.841344746068542948585232545632037922"],
  ["2", "0.977249868051820792799717362833466563"],
  ["5", "0.999999713348428120806088326247667125"],
  ["-20", "2.75362411860623369507562278085746533e-89"],
] as const;

describe("the normal distribution", () => {
  test.each(VALUES)("Φ(%s)", (x, phi) => {
    const [exact, expected] = [normalDistribution(decimal, decimal.parse(x)), decimal.parse(phi)];
    expect(exact.minus(expected).abs().div(expected).toNumber()).toBeLessThan(1e-33);
    expect(Math.abs(normalDistribution(float, Number(x)) / Number(phi) - 1)).toBeLessThan(2e-15);
  });

  test("is exactly one half at 0, and 0 and 1 far out", () => {
    expect(normalDistribution(float, 0)).toBe(0.5);
    expect(normalDistribution(decimal, decimal.zero).toString()).toBe("0.5");
    expect(normalDistribution(float, -60)).toBe(0);
    expect(normalDistribution(float, 60)).toBe(1);
  });

  test("rises, mirrors, and its slope is the density", () => {
    fc.assert(
      fc.property(fc.double({ min: -7, max: 7, noNaN: true }), (x) => {
        const step = 1e-5;
        const [below, above] = [normalDistribution(float, x - step), normalDistribution(float, x + step)];
        expect(above).toBeGreaterThanOrEqual(below);
        expect(normalDistribution(float, x) + normalDistribution(float, -x)).toBeCloseTo(1, 14);
        expect(Math.abs((above - below) / (2 * step) - normalDensity(float, x))).toBeLessThan(1e-10);
      }),
    );
  });

  test("does not jump where one method takes over from the other", () => {
    const [inside, outside] = ["-1.4999999999999999999", "-1.5000000000000000001"].map((x) =>
      normalDistribution(decimal, decimal.parse(x)),
    );
    const slope = normalDensity(decimal, decimal.parse("1.5"));
    const rise = inside?.minus(outside ?? 0).div("2e-19");
    expect(rise?.div(slope).minus(1).abs().toNumber()).toBeLessThan(1e-17);
  });
});
