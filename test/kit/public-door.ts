// The public API as a browser's script uses it: documents by their hash through the real Lambda handler, reports sealed
// here, challenges solved.
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Context } from "../../functions/intake/context.ts";
import { makeProofs } from "../../functions/intake/proof.ts";
import { documents } from "../../functions/intake/schema.generated.ts";
import { makeIntakeHandler } from "../../functions/intake/server.ts";
import type { Handler } from "../../functions/platform/lambda.ts";
import { makePresigned } from "../../functions/platform/presigned.ts";
import { sealReport } from "../../functions/sealing/report.ts";
import { makeSpentProofs } from "../../functions/storage/spent-proofs.ts";
import { makeUploadQuota } from "../../functions/storage/upload-quota.ts";
import { solve } from "./solve.ts";
import type { World } from "./world.ts";

export interface PublicReply {
  readonly status: number;
  readonly body: string;
  // The shape of `data` is what the document asks for; each test says what it expects of it.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly data: any;
}

/** An API Gateway event with a body, as little of it as a handler reads. */
export const eventWith = (body: string, headers: Record<string, string> = {}): APIGatewayProxyEventV2 => {
  const event: Partial<APIGatewayProxyEventV2> = {
    headers: { "content-type": "application/json", ...headers },
    body,
    isBase64Encoded: false,
  };
  return Object.assign(event, { requestContext: { http: { method: "POST" } } }) as APIGatewayProxyEventV2;
};

const documentId = (name: string): string => {
  const found = Object.entries(documents).find(([, text]) => text.includes(` ${name}`));
  if (!found) throw new Error(`no document ${name}`);
  return found[0];
};

const written = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

/** The public side of a world, its mailboxes with as low a floor as the caller says. */
export const makePublicDoor = (world: World, mailboxFloor = 0) => {
  const entropy = { bytes: world.desk.entropy.bytes, below: world.desk.entropy.below };
  // The challenges' clock is the wall's, because the library that checks them asks no other.
  const wallClock = {
    now: () => new Date().toISOString(),
    today: () => new Date(Date.now() + 25_200_000).toISOString().slice(0, 10),
  };
  const context: Context = {
    drop: world.drop,
    clock: world.clock,
    mailboxFloor,
    proofs: makeProofs("a key of the tests, and of nothing else", 10, wallClock, entropy),
    spent: makeSpentProofs(world.documents, world.tables.mailbox),
    quota: makeUploadQuota(world.documents, world.tables.mailbox),
    uploads: makePresigned(world.s3, "drop"),
  };
  const handler: Handler = makeIntakeHandler(context, world.log);

  const ask = async (
    name: string,
    variables: Readonly<Record<string, unknown>> = {},
  ): Promise<PublicReply> => {
    const result = await handler(eventWith(JSON.stringify({ documentId: documentId(name), variables })));
    const body = result.body ?? "";
    return { status: result.statusCode ?? 0, body, data: JSON.parse(body).data };
  };

  const solved = async (): Promise<string> => solve(await context.proofs.challenge());

  /** The variables of a report as the script would send them. */
  const sealed = async (
    receipt: Uint8Array,
    narrative: string,
    patch: Readonly<Record<string, unknown>> = {},
  ) => {
    const facts = {
      agency: "so-noi-vu",
      position: "STAFF",
      breach: "DELAY",
      avoid: false,
      form: 1,
      ...patch,
    };
    const report = await sealReport(receipt, world.office, facts, { narrative, about: "" });
    const { handle, officeWrap, receiptWrap, body, about, fingerprint, kid } = report;
    const bytes = { handle, officeWrap, receiptWrap, body, about, fingerprint };
    return {
      kid,
      facts,
      ...Object.fromEntries(Object.entries(bytes).map(([name, value]) => [name, written(value)])),
    };
  };

  return { context, handler, ask, solved, sealed };
};
