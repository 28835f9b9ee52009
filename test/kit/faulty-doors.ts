// The four public handlers and admit over a world's real tables, with a store and keys that fail on demand: at once, as
// a rejection, after a while or never, and always with the caller's own words in the error, as a careless library would.
import { handle } from "hono/aws-lambda";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { makeCaseworkHandler } from "../../functions/casework/server.ts";
import { makeIntakeHandler } from "../../functions/intake/server.ts";
import { admit } from "../../functions/jobs/admit/admit.ts";
import { makeLog } from "../../functions/platform/log.ts";
import { makeThrottle } from "../../functions/platform/throttle.ts";
import { makeFormTokens } from "../../functions/portal/form-token.ts";
import { makePortal } from "../../functions/portal/server.ts";
import { makeProtectionHandler } from "../../functions/protection/server.ts";
import { makeCaseStore } from "../../functions/storage/case-store.ts";
import type { Documents } from "../../functions/storage/client.ts";
import { makeProtectionStore } from "../../functions/storage/protection-store.ts";
import { makeReportArchive } from "../../functions/storage/report-archive.ts";
import { makeReportDrop } from "../../functions/storage/report-drop.ts";
import { makeReportIntake } from "../../functions/storage/report-intake.ts";
import { makeSpentProofs } from "../../functions/storage/spent-proofs.ts";
import { makeUploadQuota } from "../../functions/storage/upload-quota.ts";
import { makeWrapStore } from "../../functions/storage/wrap-store.ts";
import { official, staff } from "./actors.ts";
import type { makePublicDoor } from "./public-door.ts";
import type { World } from "./world.ts";

/** How the store or the keys behave; `after` calls go well before it. */
export interface Fault {
  readonly kind: "none" | "reject" | "throw" | "hang" | "keys" | "handler";
  readonly after?: number;
}

export type DoorName = "intake" | "casework" | "protection" | "plain";
type AnyHandler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

/** Part of the token of a caller who is signed in, and of one who is, but elsewhere. */
export const here = "signed.in";
export const elsewhere = "signed.out";

class StoreError extends Error {
  readonly code: string;
  readonly $metadata: object;
  constructor(message: string) {
    super(message, { cause: new Error(message) });
    this.name = message;
    this.code = message;
    this.$metadata = { requestId: message };
  }
}

/** The doors of a world; `script` is its public side. */
export const makeFaultyDoors = (world: World, script: ReturnType<typeof makePublicDoor>) => {
  let fault: Fault = { kind: "none" };
  let calls = 0;
  let words: readonly string[] = [];
  const hanging: (() => void)[] = [];
  let turn = 0;

  const foreign = (input: unknown): Error => {
    const message = `${words.join(" ")} ${JSON.stringify(input)}`;
    const kinds = [StoreError, TypeError, RangeError, SyntaxError];
    turn += 1;
    return new (kinds[turn % kinds.length] ?? Error)(message);
  };
  const failing = <T>(
    kinds: readonly Fault["kind"][],
    input: unknown,
    real: () => Promise<T>,
  ): Promise<T> => {
    calls += 1;
    if (!kinds.includes(fault.kind) || calls <= (fault.after ?? 0)) return real();
    if (fault.kind === "throw") throw foreign(input);
    if (fault.kind !== "hang") return Promise.reject(foreign(input));
    const error = foreign(input);
    return new Promise((_, reject) => hanging.push(() => reject(error)));
  };
  const send = (command: { readonly input: unknown }) =>
    failing(["reject", "throw", "hang"], command.input, () => world.documents.send(command as never));
  const documents = Object.assign(Object.create(world.documents) as Documents, { send });
  const keyed = <Key extends object>(key: Key): Key =>
    Object.fromEntries(
      Object.entries(key).map(([name, ask]: [string, unknown]) => [
        name,
        (...given: unknown[]) =>
          failing(["keys"], given, () => (ask as (...all: unknown[]) => Promise<unknown>)(...given)),
      ]),
    ) as Key;
  const breaking = <Part extends object>(part: Part): Part =>
    Object.fromEntries(
      Object.entries(part).map(([name, ask]: [string, unknown]) => [
        name,
        (...given: unknown[]) => {
          if (fault.kind === "handler") throw foreign(given);
          return (ask as (...all: unknown[]) => unknown)(...given);
        },
      ]),
    ) as Part;

  const { tables } = world;
  const log = makeLog();
  const clock = breaking(world.clock);
  const drop = makeReportDrop(documents, tables.mailbox, world.desk.entropy);
  const cases = makeCaseStore(documents, tables.cases);
  const desk = {
    ...world.desk,
    cases,
    archive: makeReportArchive(documents, tables.reports),
    wraps: makeWrapStore(documents, tables.wraps),
    reportKey: keyed(world.desk.reportKey),
    roomKey: keyed(world.desk.roomKey),
    clock,
    log,
  };
  const register = {
    ...world.register,
    register: makeProtectionStore(documents, tables.protections),
    roomKey: keyed(world.register.roomKey),
    clock,
    log,
  };
  const reader =
    <Caller>(inside: Caller, outside: Caller) =>
    (token: string | null): Promise<Caller | null> => {
      if (fault.kind === "handler") throw foreign(token);
      if (token?.startsWith(here)) return Promise.resolve(inside);
      return Promise.resolve(token?.startsWith(elsewhere) ? outside : null);
    };
  const spent = makeSpentProofs(documents, tables.mailbox);
  const forms = makeFormTokens(new Uint8Array(32).fill(7), clock, world.desk.entropy);
  const portal = makePortal({
    drop,
    office: world.office,
    forms: breaking(forms),
    throttle: makeThrottle(1_000_000, 1_000_000, () => 0),
    clock,
    mailboxFloor: 0,
    log,
  });
  const plain = handle(portal) as unknown as (
    event: APIGatewayProxyEventV2,
    context: object,
  ) => ReturnType<AnyHandler>;
  const context = {
    drop,
    spent,
    quota: makeUploadQuota(documents, tables.mailbox),
    uploads: breaking(script.context.uploads),
    clock,
    mailboxFloor: 0,
    proofs: breaking(script.context.proofs),
  };
  const handlers: Readonly<Record<DoorName, AnyHandler>> = {
    intake: makeIntakeHandler(context, log),
    casework: makeCaseworkHandler(
      desk,
      reader(staff("supervisor"), staff("investigator", "so-tai-chinh")),
      false,
    ),
    protection: makeProtectionHandler(
      register,
      reader(official("head"), official("member", "so-tai-chinh")),
      false,
    ),
    plain: (event) => plain(event, {}),
  };
  const intake = makeReportIntake(documents, tables);

  return {
    handlers,
    /** From now on things go wrong like this, and errors carry these words. */
    fail: (next: Fault, carried: readonly string[] = []): void => {
      fault = next;
      words = carried;
      calls = 0;
    },
    /** Lets everything that hangs fail at last. */
    release: (): void => {
      for (const reject of hanging.splice(0)) reject();
    },
    admit: (minimumBatch = 1) =>
      admit({
        ...world.admitDeps,
        intake,
        clock,
        log,
        minimumBatch,
        maximumWait: minimumBatch === 1 ? 0 : 2,
      }),
  };
};
