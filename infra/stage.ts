// The few values that differ by stage, read from the CDK context. A development stage stands in for what is not given,
// with values that say so; production must never be built on one of them. The report key is SPKI in DER as base64.
import { createPublicKey } from "node:crypto";

export interface SignIn {
  readonly issuer: string;
  readonly clientId: string;
}

export interface Stage {
  readonly production: boolean;
  readonly reportPublicKey: string;
  readonly casework: SignIn;
  readonly protection: SignIn;
}

/** Reads the stage; throws for production when a value is missing or the report key is not RSA-4096. */
export const readStage = (context: (key: string) => unknown): Stage => {
  const stage = context("stage") ?? "development";
  if (stage !== "development" && stage !== "production")
    throw new Error(`no such stage: ${JSON.stringify(stage)}`);
  const production = stage === "production";
  const value = (key: string, placeholder: string): string => {
    const given = context(key);
    if (typeof given === "string" && given !== "") return given;
    if (production) throw new Error(`a production release needs the context value ${key}`);
    return placeholder;
  };
  const signIn = (room: string): SignIn => ({
    issuer: value(`${room}Issuer`, `https://${room}.placeholder.invalid`),
    clientId: value(`${room}ClientId`, `${room}-placeholder`),
  });
  const reportPublicKey = value("reportPublicKey", "PLACEHOLDER/OF/DEVELOPMENT==");
  if (production) {
    const key = createPublicKey({ key: Buffer.from(reportPublicKey, "base64"), format: "der", type: "spki" });
    if (key.asymmetricKeyDetails?.modulusLength !== 4096) throw new Error("reportPublicKey is not RSA-4096");
  }
  return { production, reportPublicKey, casework: signIn("casework"), protection: signIn("protection") };
};
