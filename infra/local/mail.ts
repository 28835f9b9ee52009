// A stand-in for the mail: it takes a letter over the wire as the real one does and lays it down as a file that anybody
// at this machine may read, one folder for each sender. Nothing leaves this machine. It must never serve anything but
// local development.
import { randomUUID } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import { join } from "node:path";
import { z } from "zod";
import { bodyOf, serve, type Service } from "./aws-service.ts";

export interface MailOptions {
  /** The local directory; mails lie in `mail/<sender>/` under it. */
  readonly dir: string;
  /** The port on 127.0.0.1; a free one when left out. */
  readonly port?: number;
  /** Asked for every mail; true turns it away as too many. */
  readonly throttle?: () => boolean;
}

const path = "/v2/email/outbound-emails";

/** An address that is also the name of a folder, and of no folder elsewhere. */
const address = z.string().regex(/^[a-z0-9][a-z0-9._+-]*@[a-z0-9][a-z0-9.-]*$/iu);
const words = z.strictObject({ Data: z.string(), Charset: z.literal("UTF-8") });
const sendEmailInput = z.strictObject({
  FromEmailAddress: address,
  Destination: z.strictObject({ ToAddresses: z.tuple([address]) }),
  Content: z.strictObject({
    Simple: z.strictObject({ Subject: words, Body: z.strictObject({ Text: words }) }),
  }),
});

const written = (id: string, from: string, to: string, subject: string, text: string): string =>
  [
    `Message-ID: <${id}@localhost>`,
    `Date: ${new Date().toUTCString()}`,
    `From: ${from}`,
    `To: ${to}`,
    `Subject: ${subject}`,
    "MIME-Version: 1.0",
    "Content-Type: text/plain; charset=UTF-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    text.replaceAll(/\r?\n/gu, "\r\n"),
  ].join("\r\n");

const makeListener =
  ({ dir, throttle = () => false }: MailOptions): RequestListener =>
  (request, response) => {
    const reply = (status: number, body: object, error?: string): void => {
      response.writeHead(status, {
        "content-type": "application/json",
        "x-amzn-requestid": randomUUID(),
        ...(error !== undefined && { "x-amzn-errortype": error }),
      });
      response.end(JSON.stringify(body));
    };
    const refuse = (status: number, error: string): void => reply(status, { message: "Refused." }, error);

    const answer = async (): Promise<void> => {
      try {
        const body = (await bodyOf(request)).toString("utf8");
        if (request.method !== "POST" || request.url !== path) return refuse(404, "NotFoundException");
        if (throttle()) return refuse(429, "TooManyRequestsException");
        const sent = sendEmailInput.safeParse(JSON.parse(body));
        if (!sent.success) return refuse(400, "BadRequestException");
        const { FromEmailAddress: from, Destination, Content } = sent.data;
        const [to] = Destination.ToAddresses;
        const { Subject, Body } = Content.Simple;
        const id = randomUUID();
        const folder = join(dir, "mail", from);
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const eml = written(id, from, to, Subject.Data, Body.Text.Data);
        await writeFile(join(folder, `${to}.${id}.eml`), eml, { flag: "wx", mode: 0o600 });
        return reply(200, { MessageId: id });
      } catch {
        return refuse(500, "InternalServiceErrorException");
      }
    };
    void answer();
  };

/** Takes mail on 127.0.0.1, on a free port unless one is given. */
export const startMail = (options: MailOptions): Promise<Service> =>
  serve(makeListener(options), options.port ?? 0);
