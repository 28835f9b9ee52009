// Answers of few sizes.
import { describe, expect, it } from "vitest";
import { evenSize } from "../../functions/platform/even-size.ts";

describe("evenSize", () => {
  it.each([0, 1, 15, 16, 17, 31, 32, 33])("brings %i bytes to a multiple of the step", (length) => {
    const even = evenSize("a".repeat(length), 16);
    expect(even.length % 16).toBe(0);
    expect(even.length - length).toBeLessThan(16);
    expect(even.trimEnd()).toBe("a".repeat(length));
  });

  it("counts bytes, not characters", () => {
    expect(Buffer.byteLength(evenSize("Lá chắn ".repeat(7), 64)) % 64).toBe(0);
  });
});
