// Sealing a file part after part and putting each where it belongs. A part that does not arrive is tried again; a file
// that is cut off goes on, at the next try, with the parts that are missing. No name of a file ever leaves the browser,
// not even sealed: a file is called by its number and its kind.
import { partCapacity, partsOf, type SealedFile, sealPart } from "../../../functions/sealing/file.ts";
import { codeOf, fieldsOf } from "../answer.ts";
import type { Attached, BoxState } from "../box.ts";
import { ask, LineBroken, written } from "../office.ts";

/** Something that is to be sent: its bytes, and what a reader is told of it. */
export interface Content {
  readonly bytes: Uint8Array;
  readonly name: string;
  /** Its media type. */
  readonly kind: string;
}

/** A content on its way. */
export interface Upload {
  readonly content: Content;
  /** Its number in the box, from 1. */
  readonly number: number;
  readonly id: string;
  /** The parts that have arrived, from 1. */
  readonly arrived: Set<number>;
}

const tries = 4;
const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, 400 * 2 ** attempt));

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");

/** A content that waits to be sent under the next number of its box. */
export const waiting = (content: Content, number: number): Upload => ({
  content,
  number,
  id: written(crypto.getRandomValues(new Uint8Array(16))),
  arrived: new Set(),
});

const put = async (path: string, frame: Uint8Array<ArrayBuffer>): Promise<void> => {
  for (let attempt = 0; attempt < tries; attempt++) {
    if (attempt > 0) await pause(attempt);
    const answer = await fetch(path, {
      method: "PUT",
      body: frame,
      headers: { "if-none-match": "*" },
      credentials: "omit",
      referrerPolicy: "no-referrer",
    }).catch(() => null);
    // What is not read to its end holds the line open, or breaks it off when the page goes.
    await answer?.arrayBuffer().catch(() => null);
    // 412: it lies there already, from a try whose answer was lost.
    if (answer?.ok || answer?.status === 412) return;
  }
  throw new LineBroken();
};

/** The places that the box gives for the parts; the same ones however often they are asked for. */
const placesFor = async ({ keys }: BoxState, number: number, parts: number) => {
  const input = { credential: written(keys.credential), file: number, parts };
  const answer = await ask("request-upload", "requestUpload", { input });
  const refused = codeOf(answer);
  if (refused !== undefined) return refused;
  const { name, uploads } = fieldsOf(answer, { name: "text", uploads: "list" });
  return { name, paths: uploads.map((one) => fieldsOf(one, { path: "text" }).path) };
};

/** Sends what has not arrived yet; gives the file as its message describes it, or the code of a refusal. */
export const send = async (
  box: BoxState,
  { content, number, id, arrived }: Upload,
  progress: (part: number, parts: number) => void,
): Promise<Attached | string> => {
  const { bytes, name, kind } = content;
  const parts = partsOf(bytes.length);
  const places = await placesFor(box, number, parts);
  if (typeof places === "string") return places;
  for (const [index, path] of places.paths.entries()) {
    const part = index + 1;
    if (!arrived.has(part)) {
      const slice = bytes.subarray(index * partCapacity, part * partCapacity);
      await put(path, await sealPart(box.secret, box.keys.handle, { file: id, part, parts }, slice));
      arrived.add(part);
    }
    progress(part, parts);
  }
  const hash = hex(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes)));
  const file: SealedFile = { id, parts, length: bytes.length, name, kind, hash };
  return { file, name: places.name };
};
