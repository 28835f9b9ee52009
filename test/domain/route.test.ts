// Where a report goes, in examples a reader can check by hand against Articles 12 and 13 of the Luật Tố cáo 2018. The
// kind of breach must never change who holds it, and a report must never lie with the body it complains of.
import { describe, expect, it } from "vitest";
import { breaches } from "../../functions/domain/law/breaches.ts";
import { routeOf } from "../../functions/domain/report/facts.ts";

describe("routeOf", () => {
  it.each([
    ["a clerk of a commune to the commune", "xa-an-lao", "STAFF", false, "xa-an-lao", []],
    ["the same past the commune", "xa-an-lao", "STAFF", true, "ubnd-tinh", ["xa-an-lao"]],
    ["a deputy chair to the provincial chair", "xa-an-lao", "DEPUTY", false, "ubnd-tinh", ["xa-an-lao"]],
    ["a commune's chair to the provincial chair", "xa-an-lao", "HEAD", false, "ubnd-tinh", ["xa-an-lao"]],
    ["a ward itself", "phuong-quy-nhon", "BODY", true, "ubnd-tinh", ["phuong-quy-nhon"]],
    ["a department's own staff to its director", "so-noi-vu", "STAFF", false, "so-noi-vu", []],
    ["the same past the director", "so-noi-vu", "STAFF", true, "ubnd-tinh", ["so-noi-vu"]],
    ["a director to the provincial chair", "so-tai-chinh", "HEAD", true, "ubnd-tinh", ["so-tai-chinh"]],
    ["the Chief Inspector", "thanh-tra-tinh", "HEAD", false, "ubnd-tinh", ["thanh-tra-tinh"]],
    ["the committee's office", "van-phong-ubnd", "BODY", false, "ubnd-tinh", ["van-phong-ubnd"]],
    ["staff of the committee to the committee", "ubnd-tinh", "STAFF", false, "ubnd-tinh", []],
  ] as const)("brings %s", (_, agency, position, avoid, unit, excluded) => {
    const found = routeOf({ agency, position, breach: "SHIRK", avoid });
    expect(found).toEqual({ done: true, value: { taken: true, unit, excluded } });
  });

  it.each([
    ["staff of the committee, past the committee", "ubnd-tinh", "STAFF", true, "thu-tuong"],
    ["a provincial deputy chair", "ubnd-tinh", "DEPUTY", false, "thu-tuong"],
    ["the provincial chair", "ubnd-tinh", "HEAD", false, "thu-tuong"],
    ["the provincial committee", "ubnd-tinh", "BODY", true, "thu-tuong"],
    ["a policeman", "cong-an-tinh", "STAFF", false, "cong-an-tinh"],
    ["the police director", "cong-an-tinh", "HEAD", true, "cong-an-tinh"],
    ["the procuracy", "vien-kiem-sat-tinh", "BODY", false, "vien-kiem-sat-tinh"],
    ["staff of the Party's inspection", "ubkt-tinh-uy", "STAFF", true, "ubkt-tinh-uy"],
  ] as const)("does not take %s and names the door", (_, agency, position, avoid, door) => {
    const found = routeOf({ agency, position, breach: "SHIRK", avoid });
    expect(found).toMatchObject({ done: true, value: { taken: false, door: { body: { id: door } } } });
  });

  it("sends every kind of breach the same way: the level rule alone decides", () => {
    expect(breaches).toHaveLength(33);
    for (const { code } of breaches) {
      expect(routeOf({ agency: "so-noi-vu", position: "HEAD", breach: code, avoid: false })).toEqual({
        done: true,
        value: { taken: true, unit: "ubnd-tinh", excluded: ["so-noi-vu"] },
      });
    }
  });

  it("refuses an agency or a kind of breach that does not exist", () => {
    const known = { agency: "so-noi-vu", position: "STAFF", breach: "SHIRK", avoid: false } as const;
    expect(routeOf({ ...known, agency: "so-khac" })).toEqual({ done: false, code: "unknownAgency" });
    expect(routeOf({ ...known, breach: "shirk" })).toEqual({ done: false, code: "unknownBreach" });
  });
});
