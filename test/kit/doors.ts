// The three APIs' real handlers over a world's real stores, with a count of how often a store or a key was asked. The
// count hangs around the real parts and changes nothing of what they do.
import { makeCaseworkHandler } from "../../functions/casework/server.ts";
import type { Caller as CaseworkCaller } from "../../functions/casework/caller.ts";
import { makeProofs } from "../../functions/intake/proof.ts";
import { makeIntakeHandler, makeIntakeServer } from "../../functions/intake/server.ts";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { freeQuery, type Handler } from "../../functions/platform/lambda.ts";
import { makePresigned } from "../../functions/platform/presigned.ts";
import type { Caller as ProtectionCaller } from "../../functions/protection/caller.ts";
import { makeProtectionHandler } from "../../functions/protection/server.ts";
import { makeSpentProofs } from "../../functions/storage/spent-proofs.ts";
import { makeUploadQuota } from "../../functions/storage/upload-quota.ts";
import { official, staff } from "./actors.ts";
import type { Api } from "./visitor.ts";
import type { World } from "./world.ts";

/** The token that stands for a signed-in caller here; every other is nobody's. */
export const doorToken = "signed.in.here";

/** What a request says to a handler. */
export interface Knock {
  readonly method?: string;
  readonly type?: string | null;
  readonly origin?: string | null;
  readonly query?: string;
  readonly body?: string | Uint8Array;
  /** False for a caller who has not signed in. */
  readonly signedIn?: boolean;
}

export type Door = Api | "front";

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

type Desk = Readonly<Record<string, unknown>>;

/** The parts with every call of a function of theirs counted. */
const counted = <Parts extends object>(parts: Parts, names: readonly string[], count: () => void): Parts => {
  const around = (part: object): object =>
    Object.fromEntries(
      Object.entries(part).map(([name, value]: [string, unknown]) => [
        name,
        typeof value === "function"
          ? (...args: unknown[]): unknown => {
              count();
              return (value as (...given: unknown[]) => unknown)(...args);
            }
          : value,
      ]),
    );
  const entries = names.map((name) => [name, around((parts as Desk)[name] as object)] as const);
  return { ...parts, ...Object.fromEntries(entries) };
};

const eventOf = ({
  method = "POST",
  type = "application/json",
  origin,
  query = "",
  body,
  signedIn,
}: Knock) => ({
  rawPath: "/",
  rawQueryString: query,
  headers: {
    ...(type !== null && { "content-type": type }),
    ...(typeof origin === "string" && { origin }),
    ...(signedIn !== false && { authorization: `Bearer ${doorToken}` }),
  },
  requestContext: { http: { method } },
  body: body === undefined ? undefined : Buffer.from(body).toString("base64"),
  isBase64Encoded: true,
});

export interface DoorOptions {
  readonly introspection?: boolean;
  readonly casework?: () => CaseworkCaller;
  readonly protection?: () => ProtectionCaller;
}

export type Doors = ReturnType<typeof makeDoors>;

/** The handlers: `front` is the public API as it is released, `intake` the same behind its document check. */
export const makeDoors = (world: World, options: DoorOptions = {}) => {
  const { introspection = false } = options;
  const { casework: worker = () => staff("supervisor"), protection: applicant = () => official("head") } =
    options;
  let calls = 0;
  const count = (): void => void (calls += 1);
  const context = counted(
    {
      drop: world.drop,
      proofs: makeProofs("a key of the tests, for challenges", 1, world.clock, systemEntropy),
      spent: makeSpentProofs(world.documents, world.tables.mailbox),
      quota: makeUploadQuota(world.documents, world.tables.mailbox),
      uploads: makePresigned(world.s3, "drop"),
      clock: world.clock,
      mailboxFloor: 0,
    },
    ["drop", "spent", "quota", "uploads"],
    count,
  );
  const desk = counted(
    world.desk,
    ["cases", "archive", "wraps", "replies", "kept", "reportKey", "roomKey"],
    count,
  );
  const register = counted(world.register, ["register", "roomKey"], count);
  const known =
    <Caller>(caller: () => Caller) =>
    (token: string | null): Promise<Caller | null> =>
      Promise.resolve(token === doorToken ? caller() : null);
  const api = makeIntakeServer(world.log, introspection);
  const handlers: Readonly<Record<Door, Handler>> = {
    front: makeIntakeHandler(context, world.log),
    intake: makeIntakeHandler(context, world.log, { request: freeQuery, api }),
    casework: makeCaseworkHandler(desk, known(worker), introspection),
    protection: makeProtectionHandler(register, known(applicant), introspection),
  };
  return {
    handlers,
    /** How often a store or a key was asked so far. */
    calls: () => calls,
    /** Sends one request. */
    knock: async (door: Door, knock: Knock): Promise<Reply> => {
      const event = eventOf(knock) as unknown as Parameters<Handler>[0];
      const { statusCode = 200, headers = {}, body = "" } = await handlers[door](event);
      return { status: statusCode, headers, text: body };
    },
  };
};
