// Every cell of the wall: every role × every lane, list, stream and copy of every table × every action that DynamoDB
// knows, every key × every way of asking × every action that KMS knows, and what else a role could reach. A cell must
// never be left out because nobody is expected to have it.
import type { Cloud, Request } from "./policy-evaluator.ts";
import {
  keyRights,
  keys,
  lanes,
  lists,
  otherRights,
  type RoleName,
  roles,
  tableRights,
  type TableName,
  tableNames,
  ways,
} from "./wall-table.ts";

const words = (text: string): string[] => text.trim().split(/\s+/u);

const tableActions = words(`
  AssociateTableReplica BatchGetItem BatchWriteItem ConditionCheckItem CreateBackup CreateGlobalTable CreateTable
  CreateTableReplica DeleteBackup DeleteItem DeleteResourcePolicy DeleteTable DeleteTableReplica DescribeBackup
  DescribeContinuousBackups DescribeContributorInsights DescribeExport DescribeImport
  DescribeKinesisStreamingDestination DescribeStream DescribeTable DescribeTimeToLive
  DisableKinesisStreamingDestination EnableKinesisStreamingDestination ExportTableToPointInTime GetItem GetRecords
  GetResourcePolicy GetShardIterator ImportTable ListTagsOfResource PartiQLDelete PartiQLInsert PartiQLSelect
  PartiQLUpdate PutItem PutResourcePolicy Query ReadDataForReplication RestoreTableFromAwsBackup
  RestoreTableFromBackup RestoreTableToPointInTime Scan StartAwsBackupJob TagResource UntagResource
  UpdateContinuousBackups UpdateContributorInsights UpdateGlobalTable UpdateItem
  UpdateKinesisStreamingDestination UpdateTable UpdateTimeToLive WriteDataForReplication`);

const keyActions = words(`
  CancelKeyDeletion CreateAlias CreateGrant Decrypt DeleteAlias DeleteImportedKeyMaterial DeriveSharedSecret
  DescribeKey DisableKey DisableKeyRotation EnableKey EnableKeyRotation Encrypt GenerateDataKey
  GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext GenerateDataKeyWithoutPlaintext GenerateMac GetKeyPolicy
  GetKeyRotationStatus GetParametersForImport GetPublicKey ImportKeyMaterial ListGrants ListKeyPolicies
  ListKeyRotations ListResourceTags PutKeyPolicy ReEncryptFrom ReEncryptTo ReplicateKey RetireGrant RevokeGrant
  RotateKeyOnDemand ScheduleKeyDeletion Sign TagResource UntagResource UpdateAlias UpdateKeyDescription
  UpdatePrimaryRegion Verify VerifyMac`);

const otherActions = words(`
  iam:PassRole iam:PutRolePolicy iam:AttachRolePolicy iam:UpdateAssumeRolePolicy sts:AssumeRole sts:TagSession
  lambda:InvokeFunction lambda:InvokeFunctionUrl lambda:UpdateFunctionCode lambda:UpdateFunctionConfiguration
  lambda:GetFunction lambda:AddPermission secretsmanager:GetSecretValue secretsmanager:PutSecretValue
  logs:CreateLogGroup logs:CreateLogStream logs:PutLogEvents logs:GetLogEvents logs:FilterLogEvents
  logs:StartQuery logs:DeleteLogGroup logs:PutSubscriptionFilter logs:PutRetentionPolicy s3:GetObject s3:PutObject
  s3:DeleteObject s3:ListBucket sqs:SendMessage sqs:ReceiveMessage sns:Publish ses:SendEmail kinesis:PutRecord
  events:PutEvents scheduler:CreateSchedule execute-api:Invoke apigateway:PATCH cloudformation:UpdateStack
  cloudwatch:PutMetricData xray:PutTraceSegments ssm:GetParameter cognito-idp:AdminGetUser`);

type Context = Request["context"];
const whole = { "dynamodb:Select": ["ALL_ATTRIBUTES"] };
const named = (...names: string[]) => ({
  "dynamodb:Select": ["SPECIFIC_ATTRIBUTES"],
  "dynamodb:Attributes": names,
});
/** The same action asked in ways that tell more or less. */
const variants: Readonly<Record<string, Readonly<Record<string, Context>>>> = {
  GetItem: {
    GetItem: whole,
    "GetItem head": named("pk", "sk", "seq", "chain", "state", "inbound"),
    "GetItem other": named("pk", "sk", "seq", "words"),
  },
  Query: { Query: whole },
  PutItem: { PutItem: {}, "PutItem told": { "dynamodb:ReturnValues": ["ALL_OLD"] } },
  UpdateItem: { UpdateItem: {}, "UpdateItem told": { "dynamodb:ReturnValues": ["ALL_NEW"] } },
  DeleteItem: { DeleteItem: {}, "DeleteItem told": { "dynamodb:ReturnValues": ["ALL_OLD"] } },
};

interface Place {
  readonly name: string;
  readonly path: string;
  readonly keys: readonly string[];
}
const inTable = (name: string, ...starts: string[]): Place => ({
  name,
  path: "",
  keys: starts.map((start) => `${start}x`),
});
const beside = (path: string): Place => ({ name: path, path, keys: [] });
const placesOf = (table: TableName): readonly Place[] => [
  ...lanes[table].map((lane) => inTable(lane, lane)),
  inTable("no lane", "Z#"),
  ...lanes[table].map((lane) => inTable(`not quite ${lane}`, lane.replace("#", "X#"))),
  inTable("two lanes", lanes[table][0], "Z#"),
  inTable("no key"),
  ...(lists[table] ?? []).map((list) => ({ name: "lists", path: `/index/${list}`, keys: ["so-noi-vu"] })),
  ...["/index/other", "/stream/1", "/backup/1", "/export/1", "/import/1"].map(beside),
];

/** Compares every cell of the cloud with the table; a difference says what is and should not be, or the reverse. */
export const compare = (cloud: Cloud) => {
  const differences: string[] = [];
  let cells = 0;
  const check = (role: RoleName, expected: boolean, request: Request, cell: string) => {
    cells += 1;
    const found = cloud.may(cloud.find("AWS::IAM::Role", `${role}Role`), request);
    if (found !== expected) differences.push(`${role} ${found ? "may" : "may not"} ${cell}`);
  };
  for (const role of roles) {
    for (const table of tableNames) {
      const arn = cloud.find("AWS::DynamoDB::Table", table);
      for (const { name: place, path, keys: leading } of placesOf(table)) {
        for (const action of tableActions) {
          for (const [variant, context] of Object.entries(variants[action] ?? { [action]: {} })) {
            const expected = tableRights[role].some(
              ([on, lane, actions]) =>
                on === table &&
                (lane === place || (lane === "every" && path === "")) &&
                actions.includes(variant),
            );
            const request = {
              action: `dynamodb:${action}`,
              resource: arn + path,
              context: { ...context, ...(leading.length > 0 && { "dynamodb:LeadingKeys": leading }) },
            };
            check(role, expected, request, `${variant} ${table} ${place}`);
          }
        }
      }
    }
    for (const key of keys) {
      const resource = cloud.find("AWS::KMS::Key", key);
      for (const [way, name, value] of ways) {
        const context: Context = name ? { [name]: [value] } : {};
        for (const action of keyActions) {
          const expected = keyRights[role].some(
            ([on, by, actions]) => on === key && by === way && actions.includes(action),
          );
          check(role, expected, { action: `kms:${action}`, resource, context }, `${action} ${key} ${way}`);
        }
      }
    }
    const types = ["IAM::Role", "Lambda::Function", "Logs::LogGroup", "SecretsManager::Secret"];
    for (const resource of [...types.flatMap((type) => cloud.idsOf(`AWS::${type}`)), "elsewhere"]) {
      for (const action of otherActions) {
        const id = resource.split(".")[1] ?? "";
        const expected = otherRights[role].some(([on, may]) => may === action && id.startsWith(on));
        check(role, expected, { action, resource, context: {} }, `${action} ${id || resource}`);
      }
    }
  }
  return { cells, differences };
};
