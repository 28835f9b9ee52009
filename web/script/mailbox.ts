// The page on which a mailbox is opened. The receipt is read here and never sent; letters are shown as text, and what is
// written is sealed before it leaves.
import { messageLength } from "../../functions/domain/mailbox/limits.ts";
import { cleanText } from "../../functions/domain/text.ts";
import { parseReceipt } from "../../functions/sealing/receipt.ts";
import type { MessageText } from "../../functions/sealing/message.ts";
import type { Picker } from "./files/picker.ts";
import { loadLater } from "./load-later.ts";
import { clearPage, forgetOnLeaving } from "./leaving.ts";
import { openBox, type OpenedBox } from "./opened-box.ts";
import { addButton, element, isReady, oneAtATime, showTexts, textFor } from "./page.ts";

const later = loadLater();
const problems = element("problems", HTMLDivElement);
const complain = (name: string): void => {
  showTexts(problems, [textFor(problems, name)]);
  problems.focus();
};

const working = (isWorking: boolean): void => {
  for (const text of document.querySelectorAll<HTMLElement>("[data-text=working]")) text.hidden = !isWorking;
};

/** An act that says that it is under way, and one at a time. */
const acting = (act: () => Promise<void>): (() => void) =>
  oneAtATime(
    () => {
      showTexts(problems, []);
      working(true);
      return act().finally(() => working(false));
    },
    () => complain("line"),
  );

const letterOf = ({ body, state, promised }: MessageText): Node => {
  const letter = document.importNode(element("letter", HTMLTemplateElement).content, true);
  const words = letter.querySelector(".body");
  if (words) words.textContent = body;
  const known =
    state === undefined ? null : letter.querySelector<HTMLElement>(`[data-state=${CSS.escape(state)}]`);
  if (known) {
    known.hidden = false;
    letter.querySelector<HTMLElement>(".state")?.removeAttribute("hidden");
  }
  const time = letter.querySelector("time");
  if (promised !== undefined && time && /^\d{4}-\d{2}-\d{2}$/u.test(promised)) {
    const options = { dateStyle: "long", timeZone: "UTC" } as const;
    time.dateTime = promised;
    time.textContent = new Date(`${promised}T00:00:00Z`).toLocaleDateString(
      document.documentElement.lang,
      options,
    );
    letter.querySelector<HTMLElement>(".promised")?.removeAttribute("hidden");
  }
  return letter;
};

const show = ({ box, ...opening }: OpenedBox): void => {
  const opened = element("opened", HTMLElement);
  element("last-word", HTMLSpanElement).textContent = opening.lastWord;
  element("never", HTMLSpanElement).hidden = opening.lastWord !== "";
  element("next-word", HTMLSpanElement).textContent = opening.nextWord;
  element("letters", HTMLOListElement).replaceChildren(...opening.letters.map(letterOf));
  element("none", HTMLDivElement).hidden = opening.letters.length > 0 || opening.broken;
  element("broken", HTMLDivElement).hidden = !opening.broken;
  element("when-late", HTMLParagraphElement).hidden = !opening.letters.some(
    ({ promised }) => promised !== undefined,
  );
  element("left", HTMLSpanElement).textContent = String(opening.left);
  element("full", HTMLParagraphElement).hidden = opening.left > 0;
  element("writing", HTMLDivElement).hidden = opening.left <= 0;
  element("asking", HTMLDivElement).remove();
  opened.hidden = false;
  opened.focus();
  const message = element("message", HTMLTextAreaElement);
  let picker: Picker | undefined;
  const attach = async (): Promise<void> => {
    picker = (await later).letAttach();
  };
  void attach();
  const post = async (): Promise<void> => {
    const kind = document.querySelector<HTMLInputElement>("input[name=kind]:checked")?.value ?? "";
    const text = cleanText(message.value, messageLength);
    const mayBeEmpty = kind !== "" || picker?.isEmpty() === false;
    if (!text.done && !(mayBeEmpty && text.code === "tooShort")) return complain(text.code);
    const words = [kind, text.done ? text.value : ""].filter((part) => part !== "").join("\n");
    const attached = (await picker?.sendAll(box)) ?? [];
    if (typeof attached === "string") return complain(attached);
    const alone = element("post", HTMLButtonElement).dataset["alone"] ?? "";
    const refused = await box.post(words === "" ? alone : words, attached);
    if (refused !== undefined) return complain(refused);
    message.value = "";
    element("writing", HTMLDivElement).remove();
    const sent = element("sent", HTMLDivElement);
    sent.hidden = false;
    sent.focus();
  };
  element("post", HTMLButtonElement).addEventListener("click", acting(post));
  element("done", HTMLButtonElement).addEventListener("click", clearPage);
};

const open = async (): Promise<void> => {
  const typed = element("receipt-typed", HTMLInputElement);
  const receipt = parseReceipt(typed.value);
  if (!receipt) return complain("receipt");
  const box = await openBox(receipt);
  if (typeof box === "string") return complain(box);
  typed.value = "";
  show(box);
};

forgetOnLeaving();
addButton(acting(open));
isReady();
