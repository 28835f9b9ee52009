// Who receives a proposal (Nghị định 73/2023/NĐ-CP, Articles 7.3 and 7.4): never an authority outside the province,
// and never the proposer himself when he heads his body.
import { describe, expect, it } from "vitest";
import { receiverOf } from "../../functions/domain/protection/receiver.ts";

describe("receiverOf", () => {
  it.each([
    ["so-noi-vu", false, "so-noi-vu"],
    ["so-noi-vu", true, "ubnd-tinh"],
    ["xa-an-lao", false, "xa-an-lao"],
    ["xa-an-lao", true, "ubnd-tinh"],
    ["ubnd-tinh", false, "ubnd-tinh"],
    ["ubnd-tinh", true, undefined],
    ["cong-an-tinh", false, undefined],
    ["cong-an-tinh", true, undefined],
    ["khong-co", false, undefined],
    ["khong-co", true, undefined],
  ])("sends a proposal from %s, by its head %j, to %s", (unit, byHead, receiver) => {
    expect(receiverOf(unit, byHead)).toBe(receiver);
  });
});
