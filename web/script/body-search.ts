// Finding a body among many: the list keeps only what matches, with or without Vietnamese marks, and says how many. The
// address may name a body beforehand; nothing else of an address is read.
import { folded, matches } from "./folding.ts";
import { element } from "./page.ts";

/** Lets the list of bodies be searched; `changed` is called when another one may be chosen. */
export const letSearch = (changed: () => void): void => {
  const list = element("agency", HTMLSelectElement);
  const search = element("search", HTMLInputElement);
  const found = element("found", HTMLSpanElement);
  const [none, ...all] = [...list.options];
  const wanted = new URLSearchParams(location.search).get("agency");
  if (all.some(({ value }) => value === wanted)) list.value = wanted ?? "";

  const narrow = (): void => {
    const chosen = list.value;
    const kept = all.filter(({ text }) => folded(search.value) === "" || matches(text, search.value));
    list.replaceChildren(...(none ? [none] : []), ...kept);
    const [only] = kept;
    list.value =
      kept.length === 1 && only ? only.value : kept.some(({ value }) => value === chosen) ? chosen : "";
    found.textContent = String(kept.length);
    changed();
  };
  search.addEventListener("input", narrow);
  found.textContent = String(all.length);
  element("search-place", HTMLDivElement).hidden = false;
};
