// The few values that differ by stage, read from the CDK context. A development stage stands in for what is not given,
// with values that say so; production must never be built on one of them. One account holds one stage.
import { createPublicKey } from "node:crypto";
import type { Room } from "./constructs/manifest.ts";

/** What a room needs to be told. */
export interface RoomStage {
  /** The address that the room's mail comes from. */
  readonly sender: string;
  /** The public keys of the room's sign-in as JSON, where its functions shall not fetch them; empty else. */
  readonly issuerKeys: string;
}

export interface Stage extends Readonly<Record<Room, RoomStage>> {
  readonly name: "development" | "production";
  readonly production: boolean;
  /** SPKI in DER as base64; the cloud draws the key, so production is without one until its ground is laid. */
  readonly reportPublicKey: string | undefined;
  /** Where people come to, such as `https://lachan.example.gov.vn`. */
  readonly origin: string;
  /** The beginning of the names of the sign-in pages, the same for nobody else in the cloud. */
  readonly signInPrefix: string;
  /** Which value of its key the edge sends; this and the next one are good. */
  readonly edgeRound: number;
  /** The domain name of the HTTP API, once it is known; without it there is no edge yet. */
  readonly apiDomain: string | undefined;
  /** The certificate of the origin's name, in the region of the edge; production has no edge without it. */
  readonly certificateArn: string | undefined;
  /** The account of the bucket of anchors, when it is not this one; this one's number is then needed too. */
  readonly anchors: { readonly account: string; readonly writer: string } | undefined;
  /** Days for which no anchor can be removed by anybody. */
  readonly anchorDays: number;
  /** Who is told of alarms, by e-mail. */
  readonly operatorEmail: string | undefined;
  /** Simultaneous runs kept for each public function; none are kept where it is not given. */
  readonly reservedConcurrency: number | undefined;
  /** What admit waits for. */
  readonly minimumBatch: number;
  readonly maximumWait: number;
  readonly workingDaysOnly: boolean;
}

type Value = (key: string) => string | undefined;

const whole = (value: Value, key: string): number | undefined => {
  const given = value(key);
  if (given !== undefined && !/^\d{1,5}$/u.test(given)) throw new Error(`${key} is not a whole number`);
  return given === undefined ? undefined : Number(given);
};

const anchorsOf = (value: Value): Stage["anchors"] => {
  const account = value("anchorAccount");
  const writer = value("account");
  if (account === undefined) return undefined;
  if (writer === undefined || ![account, writer].every((id) => /^\d{12}$/u.test(id)))
    throw new Error("anchorAccount needs account beside it, each of 12 digits");
  return { account, writer };
};

/** Reads the stage; throws for production when a value is missing or the report key is not RSA-4096. */
export const readStage = (context: (key: string) => unknown): Stage => {
  const name = context("stage") ?? "development";
  if (name !== "development" && name !== "production")
    throw new Error(`no such stage: ${JSON.stringify(name)}`);
  const production = name === "production";
  const value: Value = (key) => {
    const given = context(key);
    return typeof given === "string" && given !== "" ? given : undefined;
  };
  const needed = (key: string, placeholder: string): string => {
    const given = value(key);
    if (given === undefined && production)
      throw new Error(`a production release needs the context value ${key}`);
    return given ?? placeholder;
  };
  /** Needed in production; elsewhere it may be left out. */
  const own = (key: string): string | undefined => (production ? needed(key, "") : value(key));
  const room = (of: Room): RoomStage => ({
    sender: needed(`${of}Sender`, `${of}@placeholder.invalid`),
    issuerKeys: value(`${of}IssuerKeys`) ?? "",
  });
  const reportPublicKey =
    value("reportPublicKey") ?? (production ? undefined : "PLACEHOLDER/OF/DEVELOPMENT==");
  if (production && reportPublicKey !== undefined) {
    const key = createPublicKey({ key: Buffer.from(reportPublicKey, "base64"), format: "der", type: "spki" });
    if (key.asymmetricKeyDetails?.modulusLength !== 4096) throw new Error("reportPublicKey is not RSA-4096");
  }
  return {
    name,
    production,
    reportPublicKey,
    casework: room("casework"),
    protection: room("protection"),
    origin: needed("origin", "http://127.0.0.1:4000"),
    signInPrefix: needed("signInPrefix", "la-chan-development"),
    edgeRound: whole(value, "edgeRound") ?? 1,
    apiDomain: value("apiDomain"),
    certificateArn: value("apiDomain") === undefined ? undefined : own("certificateArn"),
    anchors: anchorsOf(value),
    anchorDays: production ? (whole(value, "anchorDays") ?? 3650) : 1,
    operatorEmail: own("operatorEmail"),
    reservedConcurrency: whole(value, "reservedConcurrency"),
    minimumBatch: production ? 3 : (whole(value, "minimumBatch") ?? 1),
    maximumWait: production ? 2 : (whole(value, "maximumWait") ?? 0),
    workingDaysOnly: production,
  };
};
