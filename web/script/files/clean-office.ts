// An Office document with blank properties: who wrote it, for whom, with what and how long is gone from there. Its text
// is not touched, and authors may stand in that too (comments, tracked changes, pictures), so this alone makes nobody
// anonymous.
import { bytesOf, type OwnBytes } from "./bytes.ts";
import { storedAs, zipOf } from "./zip-write.ts";
import { type ZipEntry, zipEntries } from "./zip.ts";

/** What is refused as more than a document: nothing is unpacked here, but whoever opens it will. */
const mostEntries = 10_000;
const mostInflated = 512 * 1024 * 1024;

const schemas = "http://schemas.openxmlformats.org";
const blank = (element: string, namespace: string): OwnBytes =>
  bytesOf(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<${element}="${namespace}"/>`);

const core = blank("cp:coreProperties xmlns:cp", `${schemas}/package/2006/metadata/core-properties`);
const app = blank("Properties xmlns", `${schemas}/officeDocument/2006/extended-properties`);
const custom = blank("Properties xmlns", `${schemas}/officeDocument/2006/custom-properties`);
const labels = blank(
  "clbl:labelList xmlns:clbl",
  "http://schemas.microsoft.com/office/2020/mipLabelMetadata",
);

/** The parts that say who, and what stands there afterwards. The preview is emptied, for others point at it. */
const blanks: readonly (readonly [path: RegExp, content: OwnBytes])[] = [
  [/^docprops\/core\d*\.xml$|\.psmdcp$/u, core],
  [/^docprops\/app\d*\.xml$/u, app],
  [/^docprops\/custom\d*\.xml$/u, custom],
  [/^docmetadata\/labelinfo\d*\.xml$/u, labels],
  [/^docprops\/thumbnail\./u, new Uint8Array()],
];

const blanked = (entry: ZipEntry): ZipEntry => {
  const content = blanks.find(([path]) => path.test(entry.path))?.[1];
  return content === undefined ? entry : storedAs(entry, content);
};

/** A copy with blank properties, or null if the archive is malformed or swells beyond what a document may. */
export const cleanOffice = (bytes: Uint8Array): OwnBytes | null => {
  const entries = zipEntries(bytes);
  if (entries === null || entries.length > mostEntries) return null;
  if (entries.reduce((sum, { size }) => sum + size, 0) > mostInflated) return null;
  return zipOf(entries.map(blanked));
};
