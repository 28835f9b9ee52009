// Leaving without a trace on the page: the quick way out, and forgetting whenever the page is put away, so that going
// back finds an empty page and no browser keeps one with a receipt or a letter on it.
import { element } from "./page.ts";

const clear = (): void => {
  for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea"))
    field.value = "";
  document.body.replaceChildren();
};

/** Clears the page and opens the first one of its language anew. */
export const clearPage = (): void => {
  const first = document.querySelector<HTMLAnchorElement>("a.name")?.href ?? "/";
  clear();
  location.replace(first);
};

/** From now on the page is cleared when it is left, however it is left. */
export const forgetOnLeaving = (): void => {
  addEventListener("pagehide", clear);
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  const exit = element("exit", HTMLAnchorElement);
  exit.addEventListener("click", (event) => {
    event.preventDefault();
    const elsewhere = exit.href;
    clear();
    location.replace(elsewhere);
  });
};
