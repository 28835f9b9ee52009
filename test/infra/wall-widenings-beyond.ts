// Widenings of what lies beyond tables and keys: buckets, queues, topics, sign-in, mail, logs and secrets.
import { allow, allowAnybody, type Widening } from "./wall-copy.ts";

const stores: readonly Widening[] = [
  [
    "a prefix widened to everything",
    ({ statement, arn }) =>
      (statement("CaseworkAnchor", "s3:PutObject").Resource = `${arn("S3::Bucket", "Anchors")}/*`),
    "CaseworkAnchor may PutObject Anchors protection's",
  ],
  [
    "an anchor deleted",
    ({ statement }) =>
      (statement("CaseworkAnchor", "s3:PutObject").Action = [
        "s3:GetObject",
        "s3:PutObject",
        "s3:DeleteObject",
      ]),
    "CaseworkAnchor may DeleteObject Anchors casework's",
  ],
  [
    "a retention passed by",
    ({ statements, arn }) =>
      statements("ProtectionAnchor").push(
        allow("s3:BypassGovernanceRetention", `${arn("S3::Bucket", "Anchors")}/*`),
      ),
    "ProtectionAnchor may BypassGovernanceRetention Anchors elsewhere",
  ],
  [
    "an anchor laid over another",
    ({ policy }) => policy("S3::BucketPolicy", "Anchors").splice(2, 1),
    "CaseworkAnchor may PutObject over Anchors casework's",
  ],
  [
    "a dropped file read by whoever takes it",
    ({ statement }) => (statement("Intake", "s3:PutObject").Action = ["s3:PutObject", "s3:GetObject"]),
    "Intake may GetObject Drop dropped",
  ],
  [
    "a dropped file laid over another",
    ({ policy }) => policy("S3::BucketPolicy", "Drop").splice(2, 1),
    "Intake may PutObject over Drop dropped",
  ],
  [
    "a kept file read by whoever carries it",
    ({ statement, arn }) =>
      (statement("Admit", "s3:DeleteObject").Resource = [
        `${arn("S3::Bucket", "Drop")}/upload/*`,
        `${arn("S3::Bucket", "Kept")}/kept/*`,
      ]),
    "Admit may GetObject Kept kept",
  ],
  [
    "a kept file removed by whoever reads it",
    ({ statement }) => (statement("Casework", "s3:GetObject").Action = ["s3:GetObject", "s3:DeleteObject"]),
    "Casework may DeleteObject Kept kept",
  ],
  [
    "a file put anywhere",
    ({ statement, arn }) => (statement("Intake", "s3:PutObject").Resource = `${arn("S3::Bucket", "Drop")}/*`),
    "Intake may PutObject Drop elsewhere",
  ],
  [
    "the key of dropped files opened by whoever takes them",
    ({ statement }) =>
      (statement("Intake", "kms:GenerateDataKey").Action = ["kms:GenerateDataKey", "kms:Decrypt"]),
    "Intake may Decrypt PublicTableKey by S3",
  ],
  [
    "a bucket open to everybody",
    ({ policy, arn }) =>
      policy("S3::BucketPolicy", "Drop").push({
        ...allowAnybody("s3:GetObject"),
        Resource: `${arn("S3::Bucket", "Drop")}/*`,
      }),
    "anybody may s3:GetObject Drop elsewhere",
  ],
  [
    "the pages for any distribution",
    ({ policy, pick }) =>
      delete pick(policy("S3::BucketPolicy", "Pages"), "cloudfront.amazonaws.com").Condition,
    "cloudfront.amazonaws.com may s3:GetObject Pages elsewhere from another account",
  ],
  [
    "a bucket that takes what comes in the clear",
    ({ policy }) => policy("S3::BucketPolicy", "Kept").shift(),
    "Kept does not refuse anybody s3:GetObject elsewhere in the clear",
  ],
  [
    "a bucket that takes an old TLS",
    ({ policy }) => policy("S3::BucketPolicy", "Anchors").splice(1, 1),
    "CaseworkAnchor may GetObject Anchors casework's over TLS 1.1",
  ],
  [
    "the other room's queue",
    ({ statement, arn }) =>
      (statement("CaseworkRoll", "CaseworkMail").Resource = arn("SQS::Queue", "ProtectionMail")),
    "CaseworkRoll may SendMessage ProtectionMail",
  ],
  [
    "a way over the other room's queue",
    ({ statements, arn }) =>
      statements("CaseworkRoll").push(allow("sqs:SendMessage", arn("SQS::Queue", "ProtectionMail"))),
    "CaseworkRollFunction of Casework comes to ProtectionNotifyFunction of Protection",
  ],
  [
    "a queue open to everybody",
    ({ policy }) => policy("SQS::QueuePolicy", "CaseworkMailPolicy").push(allowAnybody("sqs:SendMessage")),
    "anybody may sqs:SendMessage CaseworkMail",
  ],
  [
    "a queue that takes what comes in the clear",
    ({ policy }) => policy("SQS::QueuePolicy", "ProtectionDeadMailPolicy").shift(),
    "ProtectionDeadMail does not refuse anybody sqs:SendMessage in the clear",
  ],
  [
    "alarms from everybody",
    ({ policy }) => policy("SNS::TopicPolicy", "Alarms").push(allowAnybody("sns:Publish")),
    "anybody may sns:Publish Alarms",
  ],
];

const people: readonly Widening[] = [
  [
    "the other room's people",
    ({ statement, arn }) =>
      (statement("CaseworkNotify", "cognito-idp").Resource = arn(
        "Cognito::UserPool",
        "Pool",
        "LaChanProtection",
      )),
    "CaseworkNotify may AdminGetUser Protection's people",
  ],
  [
    "a password set",
    ({ statement }) =>
      (statement("ProtectionNotify", "cognito-idp").Action = [
        "cognito-idp:AdminGetUser",
        "cognito-idp:AdminSetUserPassword",
      ]),
    "ProtectionNotify may AdminSetUserPassword Protection's people",
  ],
  [
    "mail from any address",
    ({ statement }) => delete statement("CaseworkNotify", "ses:SendEmail").Condition,
    "CaseworkNotify may SendEmail by Casework from someone@placeholder.invalid",
  ],
  [
    "mail by the other room's sender",
    ({ statement, nameOf }) =>
      (statement("ProtectionNotify", "ses:SendEmail").Resource =
        `arn:aws:ses:region:account:identity/${nameOf("SES::EmailIdentity", "CaseworkSender")}`),
    "ProtectionNotify may SendEmail by Casework from protection@placeholder.invalid",
  ],
  [
    "another's log",
    ({ statements, arn }) =>
      statements("Intake").push(allow("logs:FilterLogEvents", arn("Logs::LogGroup", "CaseworkLogs"))),
    "Intake may logs:FilterLogEvents CaseworkLogs",
  ],
  [
    "another's secret",
    ({ statements, arn }) =>
      statements("Protection").push(
        allow("secretsmanager:GetSecretValue", arn("SecretsManager::Secret", "CaseworkCursorKey")),
      ),
    "Protection may secretsmanager:GetSecretValue CaseworkCursorKey",
  ],
];

export const wideningsBeyond: readonly Widening[] = [...stores, ...people];
