// The page on which a report is written. The button stands there only once all of this has run; a click seals what is
// filled in, sends it sealed, and shows the receipt when it was taken. Nothing in clear ever leaves the page.
import { letSearch } from "./body-search.ts";
import { letSendFiles } from "./files-after-filing.ts";
import { loadLater } from "./load-later.ts";
import { forgetOnLeaving } from "./leaving.ts";
import { addButton, element, isReady, oneAtATime, showTexts, textFor } from "./page.ts";
import { showReceipt } from "./receipt-slip.ts";
import { doorFor, readFields } from "./report-fields.ts";
import { makeSender } from "./sealed-sending.ts";
import { showTestsMet } from "./tests-met.ts";

const problems = element("problems", HTMLDivElement);
const writing = element("writing", HTMLDivElement);
const send = makeSender();
const later = loadLater();

const showDoor = (): void => {
  const door = doorFor();
  for (const notice of document.querySelectorAll<HTMLElement>("[data-door]"))
    notice.hidden = notice.dataset["door"] !== door;
};

const forgetInvalid = (): void => {
  for (const field of document.querySelectorAll("[aria-invalid]")) field.removeAttribute("aria-invalid");
};

const complain = (names: readonly string[], at = "problems"): void => {
  showTexts(problems, names);
  forgetInvalid();
  const field = document.getElementById(at);
  if (at !== "problems") field?.setAttribute("aria-invalid", "true");
  problems.focus();
};

const sendReport = async (): Promise<void> => {
  const filled = readFields();
  if ("problems" in filled) return complain(filled.problems, filled.at);
  forgetInvalid();
  showTexts(writing, ["working"]);
  const outcome = await send(filled).catch(() => ({ code: "line" }));
  showTexts(writing, []);
  if (!("receipt" in outcome)) return complain([textFor(problems, outcome.code)]);
  showReceipt(outcome.receipt, outcome.sealed === undefined);
  const { receipt, sealed } = outcome;
  if (sealed) void later.then(({ letAttach }) => letSendFiles(receipt, sealed, letAttach()));
};

const act = oneAtATime(
  () => {
    button.setAttribute("aria-disabled", "true");
    return sendReport().finally(() => button.removeAttribute("aria-disabled"));
  },
  () => complain(["line"]),
);

forgetOnLeaving();
letSearch(showDoor);
for (const name of ["agency", "position", "handles", "avoid"] as const)
  document.getElementById(name)?.addEventListener("change", showDoor);
element("fields", HTMLDivElement).addEventListener("input", showTestsMet);
showDoor();
showTestsMet();
const button = addButton(act);
isReady();
