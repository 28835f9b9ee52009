// From an empty account to a system that answers: data and sign-in first, then what is built on the report key that the
// cloud drew; and at the end, that nothing would change.
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { GetPublicKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { LambdaClient } from "@aws-sdk/client-lambda";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { type OfficeKey, readOfficeKey } from "../../functions/sealing/wrap.ts";
import { makeCdk, type Outputs, type StageValues } from "./cdk.ts";
import type { Cloud } from "./clouds.ts";
import { makeApiSender } from "./deployed-api.ts";
import { resolveDrawnKeys } from "./drawn-keys.ts";
import type { Step } from "./step.ts";
import { type Desk, enterStaff, type Member } from "./staff-member.ts";
import { makeTrialKey, type TrialKey } from "./token-trial.ts";

export type Room = "casework" | "protection";
const rooms = ["casework", "protection"] as const;
const identityOf = { casework: "LaChanCaseworkIdentity", protection: "LaChanProtectionIdentity" } as const;
const ground = ["LaChanData", ...Object.values(identityOf), "LaChanAnchors"];
const house = ["LaChanApi", "LaChanJobs"];

/** The unit whose staff works the trial's report, and the groups of that staff in each room. */
export const unit = "so-noi-vu";
export const groupsOf = (role: string): string[] => [role, `unit:${unit}`];

const valueOf = (outputs: Outputs, stack: string, name: string): string => {
  const value = outputs[stack]?.[name];
  if (value === undefined) throw new Error(`${stack} put out no ${name}`);
  return value;
};

export interface Deployed {
  readonly cloud: Cloud;
  readonly outputs: (stack: string, name: string) => string;
  readonly desks: Readonly<Record<Room, Desk & { readonly issuer: string }>>;
  readonly members: Readonly<Record<Room, Member>>;
  readonly office: OfficeKey;
  readonly edgeKey: string;
  /** Sends as the edge does, or with another key, or with none. */
  readonly sender: (key?: string | null) => ReturnType<typeof makeApiSender>;
  readonly lambda: LambdaClient;
  /** The name of a function, from the ids of its stack's outputs. */
  readonly functionName: (stack: string, part: string) => string;
  readonly trialKey: TrialKey | undefined;
  leave(step: Step): Promise<void>;
}

const publicKeyOf = async (keyId: string): Promise<Uint8Array<ArrayBuffer>> => {
  const { PublicKey } = await new KMSClient({}).send(new GetPublicKeyCommand({ KeyId: keyId }));
  return new Uint8Array(PublicKey ?? []);
};

/** The sign-in's keys for the functions of an emulated cloud, which can fetch them from nowhere. */
const issuerKeys = async (cloud: Cloud, pool: string, trial: TrialKey): Promise<string> => {
  const answer = await fetch(`${cloud.emulator}/${pool}/.well-known/jwks.json`);
  const { keys } = (await answer.json()) as { readonly keys: readonly object[] };
  return JSON.stringify({ keys: [...keys, trial.jwk] });
};

/** Deploys everything and enters one member of staff in each room. */
export const deployAll = async (cloud: Cloud, step: Step): Promise<Deployed> => {
  const cdk = makeCdk(cloud.environment);
  const isEmulated = cloud.emulator !== undefined;
  const cognito = new CognitoIdentityProviderClient({});
  await step("the account is bootstrapped", () => cdk.bootstrap(`aws://${cloud.account}/${cloud.region}`));
  const first = await step("data, sign-ins and anchors are deployed", () => cdk.deploy(ground, {}));
  const spki = await step("the cloud's report key is read", () =>
    publicKeyOf(valueOf(first, "LaChanData", "ReportKeyArn")),
  );
  const trialKey = cloud.emulator === undefined ? undefined : await makeTrialKey();
  const desk = (room: Room) => {
    const pool = valueOf(first, identityOf[room], "UserPoolId");
    const issuer = `https://cognito-idp.${cloud.region}.amazonaws.com/${pool}`;
    return { pool, issuer, client: valueOf(first, identityOf[room], "ClientId") };
  };
  const desks = { casework: desk("casework"), protection: desk("protection") };
  const values: Record<string, string> = { reportPublicKey: Buffer.from(spki).toString("base64") };
  if (trialKey)
    for (const room of rooms)
      values[`${room}IssuerKeys`] = await issuerKeys(cloud, desks[room].pool, trialKey);
  const stage: StageValues = values;
  const all = await step("functions and jobs are deployed", () => cdk.deploy([...ground, ...house], stage));

  const secrets = new SecretsManagerClient({});
  const lambda = new LambdaClient({});
  if (isEmulated) await resolveDrawnKeys(lambda, secrets);
  const edge = new GetSecretValueCommand({ SecretId: "la-chan/development/edge/1" });
  const { SecretString: edgeKey = "" } = await secrets.send(edge);
  const members = await step("staff are entered, and sign in with a second factor", async () => ({
    casework: await enterStaff(cognito, desks.casework, groupsOf("casework:supervisor"), isEmulated),
    protection: await enterStaff(cognito, desks.protection, groupsOf("protection:official"), isEmulated),
  }));
  const place = {
    emulator: cloud.emulator,
    apiId: valueOf(all, "LaChanApi", "HttpApiId"),
    domain: valueOf(all, "LaChanApi", "ApiDomain"),
  };
  return {
    cloud,
    outputs: (stack, name) => valueOf(all, stack, name),
    desks,
    members,
    office: await readOfficeKey(spki),
    edgeKey,
    sender: (key = edgeKey) => makeApiSender(place, key),
    lambda,
    functionName: (stack, part) => {
      const [, name] = Object.entries(all[stack] ?? {}).find(([id]) => id.includes(`${part}Function`)) ?? [];
      if (name === undefined) throw new Error(`${stack} has no ${part}`);
      return name;
    },
    trialKey,
    leave: async () => {
      await step("the trial's staff are removed", async () => {
        for (const member of Object.values(members)) await member.remove();
      });
      await step("a second deploy would change nothing", () => cdk.diff([...ground, ...house], stage));
    },
  };
};
