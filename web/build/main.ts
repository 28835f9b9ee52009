// `npm run pages -- --key … --contact … --out …`: the static pages of a release, to be put where the edge serves them.
import { parseArgs } from "node:util";
import { buildPages } from "./build.ts";

const text = { type: "string" } as const;
const { key, contact, out } = parseArgs({ options: { key: text, contact: text, out: text } }).values;

if (!key || !contact || !out) {
  process.stderr.write(
    "npm run pages -- --key <public key, base64> --contact <mailto:… or https://…> --out <folder>\n",
  );
  process.exit(2);
}
const year = 365 * 86_400_000;
await buildPages(out, {
  spki: new Uint8Array(Buffer.from(key, "base64")),
  contact,
  expires: new Date(Date.now() + year).toISOString(),
});
