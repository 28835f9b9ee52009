// Widenings of what roles may do with tables and keys, one by one, and the line that each must bring about.
import { allow, type Widening } from "./wall-copy.ts";

const leading = (...lanes: string[]) => ({
  "ForAllValues:StringLike": { "dynamodb:LeadingKeys": lanes },
  Null: { "dynamodb:LeadingKeys": "false" },
});

export const widenings: readonly Widening[] = [
  [
    "an extra lane",
    ({ statement }) => (statement("Intake", "OUT#*").Condition = leading("OUT#*", "IN#*")),
    "Intake may Query Mailbox IN#",
  ],
  [
    "an action that is a star",
    ({ statement }) => (statement("Portal", "BOX#*").Action = "dynamodb:*"),
    "Portal may DeleteItem Mailbox BOX#",
  ],
  [
    "a further action",
    ({ statement }) => (statement("Casework", "index/by-unit").Action = ["dynamodb:Query", "dynamodb:Scan"]),
    "Casework may Scan Cases lists",
  ],
  [
    "a key for another function",
    ({ statements, arn }) => statements("Intake").push(allow("kms:Decrypt", arn("KMS::Key", "ReportKey"))),
    "Intake may Decrypt ReportKey plainly",
  ],
  [
    "a grant on a key",
    ({ statements, arn }) =>
      statements("Casework").push(allow("kms:CreateGrant", arn("KMS::Key", "ReportKey"))),
    "Casework may CreateGrant ReportKey by DynamoDB",
  ],
  [
    "a resource that is a star",
    ({ statement }) => (statement("Protection", "dynamodb:UpdateItem").Resource = "*"),
    "Protection may PutItem Reports CASE#",
  ],
  [
    "a lane of every table",
    ({ statement }) => (statement("Portal", "OUT#*").Resource = "*"),
    "Portal may Query Cases OUT#",
  ],
  [
    "a lane's condition dropped",
    ({ statement }) => delete statement("Admit", "dynamodb:DeleteItem").Condition,
    "Admit may DeleteItem Mailbox BOX#",
  ],
  [
    "a request without a key",
    ({ statement }) => delete statement("Casework", "OUT#*").Condition?.Null,
    "Casework may PutItem Mailbox no key",
  ],
  [
    "more of a case than its head",
    ({ statement }) =>
      delete statement("Admit", "SPECIFIC_ATTRIBUTES").Condition?.["ForAllValues:StringEquals"],
    "Admit may GetItem other Cases CASE#",
  ],
  [
    "a write that tells what it replaced",
    ({ statement }) => delete statement("Casework", "OUT#*").Condition?.StringEqualsIfExists,
    "Casework may PutItem told Mailbox OUT#",
  ],
  [
    "a room's key for the other room",
    ({ statement }) => {
      statement("Protection", "EncryptionContext").Condition = {
        StringEquals: { "kms:EncryptionContext:room": ["protection", "casework"] },
      };
    },
    "Protection may Decrypt ProtectionRoomKey for casework",
  ],
  [
    "a key policy that names a role",
    ({ keyPolicy, arn }) =>
      keyPolicy("ReportKey").push({
        ...allow("kms:Decrypt", "*"),
        Principal: { AWS: arn("IAM::Role", "PortalRole") },
      }),
    "Portal may Decrypt ReportKey plainly",
  ],
  [
    "a table named by a text of its own",
    ({ statements }) =>
      statements("Intake").push(allow("dynamodb:GetItem", "arn:aws:dynamodb:region:account:table/LaChan*")),
    "cannot tell what arn:aws:dynamodb:region:account:table/LaChan* names",
  ],
  [
    "a table that lets somebody in itself",
    ({ one }) => {
      one("DynamoDB::Table", "Protections").ResourcePolicy = {
        PolicyDocument: { Statement: [{ ...allow("dynamodb:GetItem", "*"), Principal: "*" }] },
      };
    },
    "anybody may dynamodb:GetItem Protections",
  ],
  [
    "a narrowing: a right taken away",
    ({ statements }) => statements("Casework").splice(1, 1),
    "Casework may not PutItem Mailbox OUT#",
  ],
  [
    "the anchor's lane dropped",
    ({ statement }) => delete statement("CaseworkAnchor", "dynamodb:PutItem").Condition,
    "CaseworkAnchor may PutItem Cases CASE#",
  ],
  [
    "the lane of another job",
    ({ statement }) =>
      (statement("ProtectionNotify", "dynamodb:GetItem").Condition = leading("MAIL#*", "LOG#*")),
    "ProtectionNotify may GetItem Protections LOG#",
  ],
  [
    "the other table's stream",
    ({ statements, streamArn }) =>
      statements("CaseworkAnchor").push(allow("dynamodb:GetRecords", streamArn("Protections"))),
    "CaseworkAnchor may GetRecords Protections stream",
  ],
  [
    "a stream of the mailbox",
    ({ statement, streamArn }) =>
      (statement("CaseworkAnchor", "dynamodb:GetRecords").Resource = streamArn("Mailbox")),
    "CaseworkAnchor may GetShardIterator Mailbox stream",
  ],
  [
    "a signature under the other room's log key",
    ({ statement, arn }) =>
      (statement("ProtectionAnchor", "kms:Sign").Resource = [
        arn("KMS::Key", "ProtectionLogKey"),
        arn("KMS::Key", "CaseworkLogKey"),
      ]),
    "ProtectionAnchor may Sign CaseworkLogKey plainly",
  ],
  [
    "a key that listens to a service from any account",
    ({ keyPolicy, pick }) => delete pick(keyPolicy("WatchKey"), "cloudwatch.amazonaws.com").Condition,
    "cloudwatch.amazonaws.com may kms:Decrypt WatchKey from another account",
  ],
];
