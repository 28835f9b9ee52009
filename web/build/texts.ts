// The texts of the static pages, one file for each language, all of one shape: a text that one of them lacks must not
// compile. A further language is one more file and one more line here.
import en from "../texts/en.json" with { type: "json" };
import vi from "../texts/vi.json" with { type: "json" };

export type Texts = typeof vi;
export type Language = "vi" | "en";

export const texts: Readonly<Record<Language, Texts>> = { vi, en };

/** The address of a page in a language; Vietnamese has the short ones, and the first page of another a name. */
export const pathIn = (language: Language, path: string): string =>
  language === "vi" ? path : `/${language}${path === "/" ? "/home" : path}`;
