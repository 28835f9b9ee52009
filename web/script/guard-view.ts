// Shows what the guard finds in a field, beside it and as text. It warns and decides nothing; what it found goes nowhere.
import { marksIn } from "./guard.ts";

const quiet = 400;

/** Lets the guard look at a field while it is written in. */
export const watchField = (field: HTMLInputElement | HTMLTextAreaElement): void => {
  const place = document.querySelector<HTMLElement>(`[data-guard=${field.id}]`);
  if (!place) return;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const look = (): void => {
    const text = field.value;
    const marks = marksIn(text);
    for (const row of place.querySelectorAll<HTMLElement>("[data-kind]")) {
      const found = marks.filter(({ kind }) => kind === row.dataset["kind"]);
      row.hidden = found.length === 0;
      const words = row.querySelector("dd");
      if (words) words.textContent = found.map(({ from, to }) => `“${text.slice(from, to)}”`).join(", ");
    }
    place.hidden = marks.length === 0;
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, quiet);
  });
};
