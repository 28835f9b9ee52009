// What the intake function is told by its environment; the only reader of it here.
import { z } from "zod";

const environment = z.object({ MAILBOX_TABLE: z.string().min(3) });

/** Reads the environment or stops the program. */
export const readConfig = (): { readonly mailboxTable: string } => ({
  mailboxTable: environment.parse(process.env).MAILBOX_TABLE,
});
