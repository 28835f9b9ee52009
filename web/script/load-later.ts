// Loads the script of what can wait, once somebody begins to write. The page turns no text into code but this one
// address, and the browser refuses a file that is not the one this release was built with.
import { later } from "./globals.ts";

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

/** Loads it at the first input, or at once where somebody wrote before the scripts came. */
export const loadLater = (): void => {
  const policy = typeof trustedTypes === "undefined" ? rules : trustedTypes.createPolicy("la-chan", rules);
  const load = (): void => {
    const script = document.createElement("script");
    script.type = "module";
    script.integrity = later.integrity;
    script.src = policy.createScriptURL(later.path);
    document.head.append(script);
  };
  if (isBegun()) load();
  else document.addEventListener("input", load, { once: true });
};
