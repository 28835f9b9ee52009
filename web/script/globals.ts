// What the build puts into the scripts. The office's public key is part of the release: no answer of a server can
// change under which key a report is sealed.
declare const OFFICE_KEY: string;
declare const LATER: { readonly path: string; readonly integrity: string };
declare const DOCUMENT_IDS: Readonly<Record<string, string>>;

/** The office's public key, SPKI in DER as base64. */
export const officeKey: string = OFFICE_KEY;

/** The script of what can wait. */
export const later: { readonly path: string; readonly integrity: string } = LATER;

/** The public API's documents by the name of their file. */
export const documentIds: Readonly<Record<string, string>> = DOCUMENT_IDS;
