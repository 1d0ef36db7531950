import { describe, expect, it } from "vitest";
import { seatPositions } from "../../src/layout/group.js";
import { leverageBand } from "../../src/model/leverage-band.js";
import type { NetworkShape } from "../../src/model/network.js";
import { edge, node } from "../figures/fixture.js";

const shape: NetworkShape = {
  nodes: [
    node("asset", "ETH", 100),
    node("asset", "BTC", 100),
    node("market", "lender", 300),
    node("position", "a", 100, "lender"),
    node("position", "b", 100, "lender"),
    node("position", "c", 100, "lender"),
    node("position", "d", 130, "lender"),
  ],
  edges: [
    edge("position:a", "asset:ETH", "collateral", 100, "ETH"),
    edge("position:a", "market:lender", "lending", 60, "USD"),
    edge("position:b", "asset:ETH", "collateral", 100, "ETH"),
    edge("position:b", "market:lender", "lending", 55, "USD"),
    edge("position:c", "asset:ETH", "collateral", 100, "ETH"),
    edge("position:c", "market:lender", "lending", 95, "USD"),
    edge("position:d", "asset:ETH", "collateral", 40, "ETH"),
    edge("position:d", "asset:BTC", "collateral", 90, "BTC"),
    edge("position:d", "market:lender", "lending", 70, "USD"),
  ],
};

describe("leverage bands", () => {
  it("reads C / (C − D): 100 against 60 is 2.5 times", () => {
    expect(leverageBand(100, 60)).toBe("2–3×");
    expect(leverageBand(100, 0)).toBe("1–1.5×");
    expect(leverageBand(100, 50)).toBe("2–3×");
    expect(leverageBand(100, 91)).toBe("over 10×");
  });
  it("calls a debt as large as its collateral under water", () => {
    expect(leverageBand(100, 100)).toBe("under water");
    expect(leverageBand(100, 140)).toBe("under water");
  });
});

describe("seats of positions", () => {
  it("leaves positions alone up to the limit", () => {
    expect([...seatPositions(shape, 4).values()].map((seat) => seat.label)).toEqual(["a", "b", "c", "d"]);
  });
  it("groups by market, main collateral and leverage band above it", () => {
    const seats = seatPositions(shape, 3);
    expect(seats.get("position:a")).toEqual({ key: "group:lender|ETH|2–3×", label: "ETH 2–3×" });
    expect(seats.get("position:b")?.key).toBe(seats.get("position:a")?.key);
    expect(seats.get("position:c")?.label).toBe("ETH over 10×");
    expect(seats.get("position:d")?.label).toBe("BTC 2–3×");
  });
  it("names the market where there are several, less the words that all of them begin with", () => {
    const inMarkets = (markets: readonly string[]) => {
      const nodes = markets.map((market, i) => node("position", `p${i}`, 100, market));
      const edges = nodes.flatMap(({ key }) => [edge(key, "asset:ETH", "collateral", 100, "ETH")]);
      return [...seatPositions({ nodes, edges }, markets.length - 1).values()].map((seat) => seat.label);
    };
    expect(inMarkets(["aave-v2", "aave-v3", "aave-v3-emode", "aave-v3-emode"])).toEqual([
      "v2 ETH 1–1.5×",
      "v3 ETH 1–1.5×",
      "v3-emode ETH 1–1.5×",
      "v3-emode ETH 1–1.5×",
    ]);
    expect(inMarkets(["aave", "aavegotchi", "aave"])).toEqual([
      "aave ETH 1–1.5×",
      "aavegotchi ETH 1–1.5×",
      "aave ETH 1–1.5×",
    ]);
    expect(inMarkets(["aave", "aave-v3", "aave"])).toEqual([
      "aave ETH 1–1.5×",
      "aave-v3 ETH 1–1.5×",
      "aave ETH 1–1.5×",
    ]);
  });
  it("drops the bands, then the collateral, where that is still too many", () => {
    expect(new Set([...seatPositions(shape, 2).values()].map((seat) => seat.label))).toEqual(
      new Set(["ETH in lender", "BTC in lender"]),
    );
    expect(new Set([...seatPositions(shape, 1).values()].map((seat) => seat.label))).toEqual(
      new Set(["positions in lender"]),
    );
  });
});
