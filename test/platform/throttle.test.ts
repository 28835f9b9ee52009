// The throttle for everybody together.
import { describe, expect, it } from "vitest";
import { makeThrottle } from "../../functions/platform/throttle.ts";

const takes = (throttle: { take(): boolean }, tries: number): number =>
  Array.from({ length: tries }, () => throttle.take()).filter(Boolean).length;

describe("a throttle of 10 a second with 60 in hand", () => {
  it("lets a rush of sixty through and no more", () => {
    expect(
      takes(
        makeThrottle(10, 60, () => 0),
        100,
      ),
    ).toBe(60);
  });

  it("gives back ten a second, and never more than sixty", () => {
    let now = 0;
    const throttle = makeThrottle(10, 60, () => now);
    takes(throttle, 100);
    now += 1_000;
    expect(takes(throttle, 100)).toBe(10);
    now += 3_600_000;
    expect(takes(throttle, 100)).toBe(60);
  });

  it("does not mind a clock that goes back", () => {
    let now = 10_000;
    const throttle = makeThrottle(10, 60, () => now);
    takes(throttle, 30);
    now = 0;
    expect(takes(throttle, 100)).toBeLessThanOrEqual(30);
  });
});
