// The flood in small: the same code with few pieces of junk. What it says about speed is left to `npm run flood`, on a
// machine that does nothing else.
import { describe, expect, it } from "vitest";
import { type FloodPlan, missesOf, runFlood } from "./flood.ts";

const plan: FloodPlan = {
  junk: 120,
  honest: 6,
  seconds: 6,
  seed: 20_261_005,
  powCost: 100,
  quietGap: 0,
  sampleGap: 500,
};

describe("a flood of junk", () => {
  it("hears every honest report, files nothing without fresh work, and loses none of what it acknowledged", async () => {
    const figures = await runFlood(plan);
    expect(missesOf(plan, figures)).toEqual([]);
    expect([figures.tally.count("unproven"), figures.tally.count("replayed")]).toEqual([40, 40]);
    expect(figures.tally.count("plain", "filed")).toBe(40);
    expect(figures.during).toBeLessThan(Number.POSITIVE_INFINITY);
  });
});
