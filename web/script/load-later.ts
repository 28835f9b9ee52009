// Loads the script of what can wait, once somebody begins to write. The page turns no text into code but this one
// address, and the browser refuses a file that is not the one this release was built with.
import type { Picker } from "./files/picker.ts";
import { later } from "./globals.ts";

/** What that script hands to the page's own; everything else it does by itself. */
export interface Later {
  /** Lets files be chosen on this page. */
  readonly letAttach: () => Picker;
}

/** The event of the document with which it hands it over. */
export const handedOver = "la-chan-later";

declare global {
  interface DocumentEventMap {
    readonly [handedOver]: CustomEvent<Later>;
  }
}

interface Factory {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}
declare const trustedTypes: Factory | undefined;

const rules = {
  createScriptURL: (url: string): string => {
    if (url !== later.path) throw new TypeError("no other script");
    return url;
  },
};

const isBegun = (): boolean =>
  [...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input[type=text], textarea")].some(
    ({ value }) => value !== "",
  );

/** Loads it at the first input, or at once where somebody wrote before the scripts came; a line that broke is tried again
 * at the next input. What it hands over comes when it comes: no page may wait for it. */
export const loadLater = (): Promise<Later> => {
  const policy = typeof trustedTypes === "undefined" ? rules : trustedTypes.createPolicy("la-chan", rules);
  const load = (): void => {
    const script = document.createElement("script");
    script.type = "module";
    script.integrity = later.integrity;
    script.src = policy.createScriptURL(later.path);
    script.addEventListener("error", waitForInput);
    document.head.append(script);
  };
  const waitForInput = (): void => document.addEventListener("input", load, { once: true });
  if (isBegun()) load();
  else waitForInput();
  return new Promise((resolve) => {
    document.addEventListener(handedOver, (event) => resolve(event.detail), {
      once: true,
    });
  });
};
