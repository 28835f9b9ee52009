// Choosing files and seeing them go: one line each, with what must be known of it, and how far it is. A line that broke
// is taken up again where it stopped. What was chosen is named to the chooser alone.
import { mostParts, partCapacity } from "../../../functions/sealing/file.ts";
import type { Attached, BoxState } from "../box.ts";
import { LineBroken } from "../office.ts";
import { element, showTexts } from "../page.ts";
import { type Prepared, prepared } from "./contents.ts";
import { send, type Upload, waiting } from "./upload.ts";

const largest = mostParts * partCapacity;

interface Chosen {
  readonly line: HTMLElement;
  readonly prepared: Prepared;
  uploads: readonly Upload[];
}

export interface Picker {
  /** Sends everything that is chosen; gives what arrived, or the code of what went wrong. */
  sendAll(box: BoxState): Promise<readonly Attached[] | string>;
  /** Whether anything is chosen. */
  readonly isEmpty: () => boolean;
}

const lineFor = (file: File): HTMLElement => {
  const pattern = element("file-line", HTMLTemplateElement).content.firstElementChild;
  const line = pattern?.cloneNode(true);
  if (!(line instanceof HTMLElement)) throw new Error("the page has no line for a file");
  const name = line.querySelector(".file-name");
  if (name) name.textContent = file.name;
  return line;
};

/** Lets files be chosen on this page. */
export const letAttach = (): Picker => {
  const input = element("files", HTMLInputElement);
  const list = element("file-list", HTMLUListElement);
  const originals = element("originals", HTMLInputElement);
  const chosen: Chosen[] = [];
  element("file-place", HTMLDivElement).hidden = false;

  const add = async (file: File): Promise<void> => {
    const line = lineFor(file);
    list.append(line);
    if (file.size > largest) return showTexts(line, ["tooLarge"]);
    const bytes = new Uint8Array(await file.arrayBuffer());
    const one: Chosen = { line, prepared: prepared(bytes, chosen.length + 1), uploads: [] };
    chosen.push(one);
    showTexts(line, [one.prepared.warning]);
    line.querySelector("button")?.addEventListener("click", () => {
      if (one.uploads.length > 0) return;
      chosen.splice(chosen.indexOf(one), 1);
      line.remove();
    });
  };
  let adding: Promise<void> = Promise.resolve();
  input.addEventListener("change", () => {
    const files = [...(input.files ?? [])];
    input.value = "";
    for (const file of files) adding = adding.then(() => add(file));
  });

  const uploadsOf = ({ prepared: { content, original } }: Chosen, from: number): readonly Upload[] =>
    [content, ...(originals.checked && original ? [original] : [])].map((one, i) => waiting(one, from + i));

  return {
    isEmpty: () => chosen.length === 0,
    sendAll: async (box) => {
      await adding;
      const attached: Attached[] = [];
      let next = box.files + 1;
      for (const one of chosen) {
        if (one.uploads.length === 0) one.uploads = uploadsOf(one, next);
        next += one.uploads.length;
        const bar = one.line.querySelector("progress");
        for (const upload of one.uploads) {
          showTexts(one.line, [one.prepared.warning, "going"]);
          const sent = await send(box, upload, (part, parts) => {
            if (bar) Object.assign(bar, { hidden: false, value: part, max: parts });
          }).catch((error: unknown) => {
            showTexts(one.line, [one.prepared.warning, "stopped"]);
            throw error instanceof LineBroken ? error : new LineBroken();
          });
          if (typeof sent === "string") return sent;
          attached.push(sent);
        }
        showTexts(one.line, [one.prepared.warning, "arrived"]);
      }
      return attached;
    },
  };
};
