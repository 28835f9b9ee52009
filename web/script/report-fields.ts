// What the writer has filled in, and what is missing of it: the same rules as at the door, so that nothing is sealed
// that would be refused.
import { aboutLength, formVersion, narrativeLength } from "../../functions/domain/report/limits.ts";
import { cleanText } from "../../functions/domain/text.ts";
import type { ReportText, SealedFacts } from "../../functions/sealing/report.ts";
import { element } from "./page.ts";

export interface Filled {
  readonly facts: SealedFacts;
  readonly text: ReportText;
}

const positionChosen = (): string =>
  document.querySelector<HTMLInputElement>("input[name=position]:checked")?.value ?? "";

/** Whether the report is to go one level up. */
export const avoids = (): boolean =>
  element("handles", HTMLInputElement).checked || element("avoid", HTMLInputElement).checked;

/** The authority that is the right door for what is chosen; empty when it is taken here. */
export const doorFor = (): string => {
  const chosen = element("agency", HTMLSelectElement).selectedOptions[0]?.dataset["elsewhere"];
  if (!chosen) return "";
  const doors: Readonly<Record<string, string>> = JSON.parse(chosen);
  const position = positionChosen() || "STAFF";
  return doors[avoids() ? `${position}+avoid` : position] ?? "";
};

/** What was filled in, or the names of the problems with it and the id of the field that the first one is about. */
export const readFields = (): Filled | { readonly problems: readonly string[]; readonly at: string } => {
  const agency = element("agency", HTMLSelectElement).value;
  const breach = element("breach", HTMLSelectElement).value;
  const position = positionChosen();
  const narrative = cleanText(element("narrative", HTMLTextAreaElement).value, narrativeLength);
  const about = cleanText(element("about", HTMLInputElement).value, aboutLength);
  const problems: (readonly [name: string, at: string])[] = [];
  if (!agency) problems.push(["agency", "agency"]);
  else if (doorFor()) problems.push(["notHere", "agency"]);
  if (!position) problems.push(["position", "position"]);
  if (!breach) problems.push(["breach", "breach"]);
  if (!about.done) problems.push([about.code, "about"]);
  if (!narrative.done) problems.push([narrative.code, "narrative"]);
  const [first] = problems;
  if (first || !narrative.done || !about.done)
    return { problems: problems.map(([name]) => name), at: first?.[1] ?? "narrative" };
  const facts = { agency, position, breach, avoid: avoids(), form: formVersion };
  return { facts, text: { narrative: narrative.value, about: about.value } };
};
