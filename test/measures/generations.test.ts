import { describe, expect, it } from "vitest";
import { forcedGenerations } from "../../src/measures/generations.js";
import type { Event, EventKind } from "../../src/model/result.js";

const event = (id: number, kind: EventKind, cause?: number, valueUsd = 0, lossUsd = 0): Event => ({
  id,
  round: 0,
  kind,
  ...(cause === undefined ? {} : { cause }),
  from: "asset:ETH",
  to: "asset:ETH",
  valueUsd,
  lossUsd,
  text: "",
});

describe("generations of forced events", () => {
  it("count prices in between, not what a call entails at once", () => {
    const events = [
      event(0, "start"),
      event(1, "shock", 0),
      event(2, "liquidation", 1, 100),
      event(3, "bad-debt", 2, 10),
      event(4, "price-move", 2),
      event(5, "liquidation", 4, 50),
      event(6, "loss-passed-on", 3, 0, 4),
      event(7, "withdrawal", 6, 30),
      event(8, "liquidation-declined", 4, 20),
    ];
    expect(forcedGenerations({ events })).toEqual([
      { events: 2, valueUsd: 110 },
      { events: 2, valueUsd: 50 },
    ]);
  });

  it("are none where nobody is forced", () => {
    expect(forcedGenerations({ events: [event(0, "start"), event(1, "shock", 0)] })).toEqual([]);
  });
});
