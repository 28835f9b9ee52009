// What each function is told by its environment on one machine: the cloud's names, with the stand-ins' values.
import { randomBytes } from "node:crypto";
import { keepSecret } from "./local-dir.ts";
import { anchorsBucket, dropBucket, keptBucket, logOrigin, type Room } from "./rooms.ts";
import type { SignIn } from "./sign-in.ts";
import type { StandIns } from "./stand-ins.ts";

export type Environment = Readonly<Record<string, string>>;

export interface Environments extends Readonly<
  Record<"intake" | "portal" | "casework" | "protection" | "admit", Environment>
> {
  readonly rooms: Readonly<Record<Room, Readonly<Record<"anchor" | "roll" | "notify", Environment>>>>;
}

export interface EnvironmentOptions {
  readonly dir: string;
  readonly standIns: StandIns;
  readonly signIns: Readonly<Record<Room, SignIn>>;
  readonly edgeKey: string;
}

/** A secret of 32 bytes as base64, the same at every start. */
export const secretText = async (dir: string, name: string): Promise<string> =>
  Buffer.from(await keepSecret(dir, name, () => Promise.resolve(randomBytes(32)))).toString("base64");

const jobsOf = (room: Room, { tables, kms, queues }: StandIns) => {
  const ROOM_TABLE = room === "casework" ? tables.cases : tables.protections;
  return {
    anchor: {
      ROOM: room,
      ROOM_TABLE,
      ANCHORS_BUCKET: anchorsBucket,
      LOG_KEY_ID: kms.keys.logs[room],
      LOG_ORIGIN: logOrigin(room),
    },
    roll: { USER_POOL_ID: room, QUEUE_URL: queues[room].url, WORKING_DAYS_ONLY: "no" },
    notify: { ROOM_TABLE, USER_POOL_ID: room, SENDER: `${room}@la-chan.invalid` },
  };
};

/** The environments of all functions. */
export const environmentsOf = async (options: EnvironmentOptions): Promise<Environments> => {
  const { dir, standIns, signIns, edgeKey: EDGE_KEYS } = options;
  const { tables, kms } = standIns;
  const CURSOR_KEY = await secretText(dir, "cursor-key");
  const staff = (room: Room) => ({
    EDGE_KEYS,
    ISSUER: signIns[room].issuer,
    CLIENT_ID: signIns[room].clientId,
    ISSUER_KEYS: JSON.stringify(signIns[room].jwks),
    ROOM_KEY_ID: kms.keys[room],
    CURSOR_KEY,
  });
  const outside = { MAILBOX_TABLE: tables.mailbox };
  const inside = { REPORTS_TABLE: tables.reports, WRAPS_TABLE: tables.wraps, CASES_TABLE: tables.cases };
  return {
    intake: { ...outside, EDGE_KEYS, DROP_BUCKET: dropBucket, POW_KEY: await secretText(dir, "pow-key") },
    portal: {
      ...outside,
      EDGE_KEYS,
      REPORT_PUBLIC_KEY: Buffer.from(kms.reportPublicKey).toString("base64"),
      FORM_KEY: await secretText(dir, "form-key"),
    },
    casework: {
      ...outside,
      ...inside,
      ...staff("casework"),
      REPORT_KEY_ID: kms.keys.report,
      KEPT_BUCKET: keptBucket,
    },
    protection: { ...staff("protection"), PROTECTIONS_TABLE: tables.protections },
    admit: {
      ...outside,
      ...inside,
      DROP_BUCKET: dropBucket,
      KEPT_BUCKET: keptBucket,
      MINIMUM_BATCH: "1",
      MAXIMUM_WAIT: "0",
      WORKING_DAYS_ONLY: "no",
    },
    rooms: { casework: jobsOf("casework", standIns), protection: jobsOf("protection", standIns) },
  };
};
