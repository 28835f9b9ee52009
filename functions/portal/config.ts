// What the portal is told by its environment; the only reader of it here.
import { z } from "zod";
import { edgeEnvironment } from "../platform/edge.ts";

const environment = edgeEnvironment.extend({
  MAILBOX_TABLE: z.string().min(3),
  /** The office's public key of this release: SPKI bytes as base64. */
  REPORT_PUBLIC_KEY: z.base64(),
  /** Signs the forms' hidden inputs: 32 bytes as base64. */
  FORM_KEY: z.base64(),
});

/** Reads the environment or stops the program. */
export const readConfig = () => {
  const read = environment.parse(process.env);
  return {
    edgeKeys: read.EDGE_KEYS,
    mailboxTable: read.MAILBOX_TABLE,
    reportPublicKey: new Uint8Array(Buffer.from(read.REPORT_PUBLIC_KEY, "base64")),
    formKey: new Uint8Array(Buffer.from(read.FORM_KEY, "base64")),
  };
};
