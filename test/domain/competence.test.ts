// Who may hold a report, for every body, position and answer to "avoid". The expected side is the level rule in words:
// every body of this province stands directly below the provincial People's Committee, and above that is only the Prime
// Minister, who is outside.
import { describe, expect, it } from "vitest";
import { bodies } from "../../functions/domain/province/bodies.ts";
import {
  type Competence,
  competenceFor,
  levelUp,
  positions,
} from "../../functions/domain/province/competence.ts";

const committee = "ubnd-tinh";
const outside = [
  "thu-tuong",
  "thanh-tra-chinh-phu",
  "bo-cong-an",
  "cong-an-tinh",
  "vien-kiem-sat-tinh",
  "ubkt-tinh-uy",
];
const inside = bodies.map(({ id }) => id).filter((id) => !outside.includes(id));
const below = inside.filter((id) => id !== committee);
const answers = positions.flatMap((position) => [true, false].map((avoid) => ({ position, avoid })));

/** What is compared: where the report lies and who is shut out, or whose door is named. */
const told = (competence: Competence | undefined): string => {
  if (!competence) return "unknown";
  return competence.taken
    ? `${competence.unit} without ${competence.excluded.join(" ") || "nobody"}`
    : `door of ${competence.door.body.id}`;
};

describe("competenceFor", () => {
  it("knows the four positions a form offers", () => {
    expect(positions).toEqual(["STAFF", "DEPUTY", "HEAD", "BODY"]);
  });

  it("walks 151 bodies of the province and 6 outside", () => {
    expect(inside).toHaveLength(151);
    expect(below).toHaveLength(150);
    expect(bodies).toHaveLength(157);
  });

  it("gives a body the reports on its own staff (Article 12.1)", () => {
    for (const agency of inside)
      expect(told(competenceFor({ agency, position: "STAFF", avoid: false }))).toBe(
        `${agency} without nobody`,
      );
  });

  it("goes one level up from staff when the body is to be avoided, and shuts it out", () => {
    for (const agency of below)
      expect(told(competenceFor({ agency, position: "STAFF", avoid: true }))).toBe(
        `ubnd-tinh without ${agency}`,
      );
  });

  it.each(["DEPUTY", "HEAD", "BODY"] as const)(
    "goes one level up for %s whatever the answer to avoid, and shuts the body out (Articles 12.1, 12.6)",
    (position) => {
      for (const agency of below)
        for (const avoid of [true, false])
          expect(told(competenceFor({ agency, position, avoid }))).toBe(`ubnd-tinh without ${agency}`);
    },
  );

  it("does not take what concerns the top of the province, and names the Prime Minister (Article 13.8)", () => {
    const upward = answers.filter(({ position, avoid }) => position !== "STAFF" || avoid);
    expect(upward).toHaveLength(7);
    for (const answer of upward)
      expect(told(competenceFor({ agency: committee, ...answer }))).toBe("door of thu-tuong");
  });

  it.each(outside)("does not take a report on %s, and names its own door", (agency) => {
    for (const answer of answers)
      expect(told(competenceFor({ agency, ...answer }))).toBe(`door of ${agency}`);
  });

  it("leaves every report with one unit of the province that is not shut out, or with a door that says how", () => {
    const found = bodies.flatMap(({ id: agency }) =>
      answers.map((answer) => competenceFor({ agency, ...answer })),
    );
    const held = found.filter((competence) => competence?.taken === true);
    const doors = found.flatMap((competence) => (competence?.taken === false ? [competence.door] : []));
    expect([found.length, held.length, doors.length]).toEqual([157 * 8, 150 * 8 + 1, 6 * 8 + 7]);
    expect(held.filter(({ unit }) => !inside.includes(unit))).toEqual([]);
    expect(held.filter(({ unit, excluded }) => excluded.includes(unit))).toEqual([]);
    expect(doors.filter(({ howVi, howEn }) => howVi.trim() === "" || howEn.trim() === "")).toEqual([]);
  });

  it.each(["", "so-nao-do", "UBND-TINH", " ubnd-tinh", "__proto__", "constructor"])(
    "knows nothing of a body %j",
    (agency) => {
      for (const answer of answers) expect(competenceFor({ agency, ...answer })).toBeUndefined();
    },
  );
});

describe("levelUp", () => {
  it("is the provincial People's Committee from every body below it, and the Prime Minister from there", () => {
    for (const unit of below) expect(levelUp(unit)).toBe("ubnd-tinh");
    expect(levelUp(committee)).toBe("thu-tuong");
  });

  it.each(["thu-tuong", "vien-kiem-sat-tinh", "ubkt-tinh-uy", "so-nao-do"])("is nothing above %s", (unit) => {
    expect(levelUp(unit)).toBeUndefined();
  });
});
