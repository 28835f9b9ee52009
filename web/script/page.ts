// The page as the scripts see it: elements by their ids, and texts that stand there hidden until it is time. No text is
// ever turned into code, and nothing is kept anywhere but on the page.

/** The element of that id, of that class; a page without it is another release's and must not be used. */
export const element = <T extends HTMLElement>(id: string, type: new () => T): T => {
  const found = document.getElementById(id);
  if (!(found instanceof type)) throw new Error(`the page has no ${id}`);
  return found;
};

/** Shows the hidden texts of these names inside `place`, and hides the others. */
export const showTexts = (place: ParentNode, names: readonly string[]): void => {
  for (const text of place.querySelectorAll<HTMLElement>("[data-text]"))
    text.hidden = !names.includes(text.dataset["text"] ?? "");
};

/** The name when there is a text of that name in `place`; else that of what is said when nothing else fits. */
export const textFor = (place: ParentNode, name: string): string =>
  place.querySelector(`[data-text="${CSS.escape(name)}"]`) ? name : "line";

/** Puts a button in its place; until then nothing on the page can send. */
export const addButton = (act: () => void): HTMLButtonElement => {
  const place = element("send-place", HTMLDivElement);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.id = "send";
  button.textContent = place.dataset["label"] ?? "";
  button.addEventListener("click", act);
  place.replaceChildren(button);
  return button;
};

/** Runs one thing at a time; what is clicked meanwhile is not heard. What fails is told to `failed`. */
export const oneAtATime = (act: () => Promise<void>, failed: () => void): (() => void) => {
  let underWay = false;
  return () => {
    if (underWay) return;
    underWay = true;
    void act()
      .catch(failed)
      .finally(() => {
        underWay = false;
      });
  };
};

/** The script runs: what says that it does not goes away. */
export const isReady = (): void => element("late", HTMLDivElement).remove();
