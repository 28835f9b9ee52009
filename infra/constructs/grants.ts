// Turns a function's manifest into the statements of its role, and nothing beyond it: what it names, on named resources,
// keys held to one use. No statement may ever say `*`, scan, export, re-encrypt or pass a role.
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { statementsForBuckets } from "./bucket-grants.ts";
import type { FunctionManifest, Stores, Surroundings } from "./manifest.ts";
import { allow, type Conditions } from "./statement.ts";
import { statementsForTables } from "./table-grants.ts";

const keyStatements = ({ keys }: FunctionManifest, stores: Stores): PolicyStatement[] => {
  const rooms = (["casework", "protection"] as const).flatMap((room) => {
    const conditions: Conditions = { StringEquals: { "kms:EncryptionContext:room": room } };
    return keys[room] ? [allow("kms", keys[room], [stores.roomKeys[room].keyArn], conditions)] : [];
  });
  const oaep: Conditions = { StringEquals: { "kms:EncryptionAlgorithm": "RSAES_OAEP_SHA_256" } };
  return keys.report ? [...rooms, allow("kms", keys.report, [stores.reportKey.keyArn], oaep)] : rooms;
};

const roomStatements = (
  manifest: FunctionManifest,
  stores: Stores,
  around: Surroundings | undefined,
): PolicyStatement[] => {
  const { buckets, queue, pool, mail } = manifest;
  if (!around) return [];
  const { room, anchorsArn, queueArn, poolArn, sender, senderArn } = around;
  const from: Conditions = { StringEquals: { "ses:FromAddress": sender } };
  return [
    ...(manifest.keys.log ? [allow("kms", manifest.keys.log, [stores.logKeys[room].keyArn])] : []),
    ...(buckets?.anchors ? [allow("s3", buckets.anchors, [anchorsArn])] : []),
    ...(queue ? [allow("sqs", queue, [queueArn])] : []),
    ...(pool ? [allow("cognito-idp", pool, [poolArn])] : []),
    ...(mail ? [allow("ses", ["SendEmail"], [senderArn], from)] : []),
  ];
};

/** The statements that give a function what its manifest names; a room's own things only to a function of that room. */
export const statementsFor = (
  manifest: FunctionManifest,
  stores: Stores,
  around?: Surroundings,
): readonly PolicyStatement[] => [
  ...statementsForTables(manifest, stores),
  ...statementsForBuckets(manifest, stores),
  ...keyStatements(manifest, stores),
  ...roomStatements(manifest, stores, around),
];
