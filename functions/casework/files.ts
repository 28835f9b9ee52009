// The files of a message as they are shown: what the sealed message says of them, with the parts that were kept. They
// stay sealed: whoever may read the message gets each file's own key, which opens nothing else, and the addresses of its
// parts, good for five minutes.
import { filesPerMessage } from "../domain/mailbox/limits.ts";
import { shown } from "../domain/text.ts";
import { fileKey, type SealedFile } from "../sealing/file.ts";
import { keptKey } from "../storage/file-keys.ts";
import type { KeptFile } from "../storage/kept-files.ts";
import type { Context } from "./context.ts";

/** How long an address is good, in seconds. */
const goodFor = 300;

export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly length: number;
  readonly hash: string;
  readonly key: Uint8Array;
  /** True when a part never came, or there are not as many as the message says. */
  readonly missing: boolean;
  /** Where the parts are kept, in order; none of a file that misses one. */
  readonly places: readonly string[];
}

const plainKind = /^[a-z0-9.+-]{1,40}\/[a-z0-9.+-]{1,80}$/u;

const viewOf = async (
  secret: Uint8Array,
  handle: Uint8Array,
  said: SealedFile,
  kept: KeptFile | undefined,
): Promise<FileView> => {
  const missing = kept?.parts !== said.parts || kept.missing.length > 0;
  return {
    id: said.id,
    name: shown(said.name),
    kind: plainKind.test(said.kind) ? said.kind : "application/octet-stream",
    length: said.length,
    hash: shown(said.hash),
    key: await fileKey(secret, handle, said.id),
    missing,
    places: missing ? [] : Array.from({ length: said.parts }, (_, index) => keptKey(kept.name, index + 1)),
  };
};

/** The files that a message speaks of; what was kept and is not spoken of is not shown. */
export const filesOf = (
  secret: Uint8Array,
  handle: Uint8Array,
  said: readonly SealedFile[],
  kept: readonly KeptFile[],
): Promise<readonly FileView[]> =>
  Promise.all(said.slice(0, filesPerMessage).map((file, index) => viewOf(secret, handle, file, kept[index])));

/** The addresses of a file's parts. */
export const addressesOf = ({ places }: FileView, { kept }: Pick<Context, "kept">): Promise<string[]> =>
  Promise.all(places.map((place) => kept.get(place, goodFor)));
