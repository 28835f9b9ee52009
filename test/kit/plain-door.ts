// The plain pages of a world, in this process: forms are sent as a browser without a script sends them.
import type { Hono } from "hono";
import { makeThrottle } from "../../functions/platform/throttle.ts";
import { makeFormTokens } from "../../functions/portal/form-token.ts";
import { makePortal } from "../../functions/portal/server.ts";
import { formIn, ordinaryReport, receiptShown } from "./visitor.ts";
import type { World } from "./world.ts";

export interface PlainReply {
  readonly status: number;
  /** Every header but the date, sorted. */
  readonly head: readonly (readonly [string, string])[];
  readonly text: string;
}

/** The portal over the parts of a world; `pass` of the world moves its clock past the shortest filling of a form. */
export const makePlainDoor = (world: World) => {
  const signing = new Uint8Array(32).fill(7);
  const { entropy } = world.desk;
  const app: Hono = makePortal({
    drop: world.drop,
    office: world.office,
    forms: makeFormTokens(signing, world.clock, entropy),
    throttle: makeThrottle(1_000, 1_000, () => 0),
    clock: world.clock,
    mailboxFloor: 0,
    log: world.log,
  });
  const reply = async (answer: Response): Promise<PlainReply> => ({
    status: answer.status,
    head: [...answer.headers].filter(([name]) => name !== "date").toSorted(([a], [b]) => (a < b ? -1 : 1)),
    text: await answer.text(),
  });
  const get = async (path: string): Promise<PlainReply> => reply(await app.request(path));
  const send = async (path: string, values: Readonly<Record<string, string>>): Promise<PlainReply> => {
    const body = new FormData();
    for (const [name, value] of Object.entries(values)) body.append(name, value);
    return reply(await app.request(path, { method: "POST", body }));
  };

  return {
    get,
    send,
    /** Fills in and sends the report form; gives the receipt that the page shows. */
    report: async (changes: Readonly<Record<string, string>> = {}): Promise<string> => {
      const form = formIn((await get("/plain/report")).text, "/plain/report");
      world.pass(11_417);
      const { text } = await send("/plain/report", { ...form.values, ...ordinaryReport("."), ...changes });
      const receipt = receiptShown(text);
      if (receipt === null) throw new Error("the plain form was not taken");
      return receipt;
    },
    /** Opens the mailbox of a receipt. */
    visit: (receipt: string): Promise<PlainReply> => send("/plain/mailbox", { receipt }),
    /** Opens the mailbox and leaves a message from its form. */
    write: async (receipt: string, message: string): Promise<PlainReply> => {
      const page = await send("/plain/mailbox", { receipt });
      const form = formIn(page.text, "/plain/mailbox/message");
      return send("/plain/mailbox/message", { ...form.values, message });
    },
  };
};
