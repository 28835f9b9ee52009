// The wall as it shall be, written by hand from the table of rights that was agreed: who may do what with tables and
// keys. It must never be computed from the manifests or from the stacks: a new right is a new line here, for a reviewer
// to see.

export const roles = [
  "Intake",
  "Portal",
  "Casework",
  "Protection",
  "Admit",
  "CaseworkAnchor",
  "CaseworkRoll",
  "CaseworkNotify",
  "ProtectionAnchor",
  "ProtectionRoll",
  "ProtectionNotify",
  "CaseworkClock",
  "ProtectionClock",
  "Bell",
] as const;
export type RoleName = (typeof roles)[number];
export type Clock = Extract<RoleName, `${string}Clock`>;
/** The functions; each runs under the role of its name. */
export type FunctionName = Exclude<RoleName, Clock | "Bell">;
export const isClock = (role: RoleName): role is Clock => role.endsWith("Clock");
export const isFunction = (role: RoleName): role is FunctionName => !isClock(role) && role !== "Bell";
export const functionNames = roles.filter(isFunction);

export const tableNames = ["Mailbox", "Reports", "Wraps", "Cases", "Clearance", "Protections"] as const;
export type TableName = (typeof tableNames)[number];

/** The lanes of each table, by the beginning of the partition key. */
export const lanes: Readonly<Record<TableName, readonly [string, ...string[]]>> = {
  Mailbox: ["BOX#", "IN#", "OUT#", "POW#"],
  Reports: ["CASE#", "BOX#"],
  Wraps: ["CASE#"],
  Cases: ["CASE#", "LOG#", "MAIL#"],
  Clearance: ["ASK#", "ANSWER#"],
  Protections: ["PROPOSAL#", "LOG#", "MAIL#"],
};

export const lists: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  Cases: ["by-unit", "by-assignee", "by-register"],
  Protections: ["by-unit", "by-proposer", "by-register"],
};

// Ways to ask of an item. "told" is a write that answers with the item as it was or has become; "head" is a read of the
// end of a case's chain alone.
const get = ["GetItem", "GetItem head", "GetItem other"];
const put = ["PutItem"];
const update = ["UpdateItem"];
const query = ["Query"];
const putTold = ["PutItem", "PutItem told"];
const updateTold = ["UpdateItem", "UpdateItem told"];
const removeTold = ["DeleteItem", "DeleteItem told"];
const follow = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"];

/** "every" is the whole table whatever the key; "lists" is its declared indexes; "stream" is what follows its writes. */
export type Line = readonly [table: TableName, lane: string, actions: readonly string[]];

const publicDoor: readonly Line[] = [
  ["Mailbox", "BOX#", [...get, ...putTold, ...updateTold]],
  ["Mailbox", "IN#", put],
  ["Mailbox", "OUT#", query],
];
const anchor = (table: TableName): readonly Line[] => [
  [table, "LOG#", [...get, ...putTold]],
  [table, "stream", follow],
];
const notify = (table: TableName): readonly Line[] => [[table, "MAIL#", [...get, ...putTold]]];

export const tableRights: Readonly<Record<RoleName, readonly Line[]>> = {
  Intake: [...publicDoor, ["Mailbox", "POW#", put]],
  Portal: publicDoor,
  Admit: [
    ["Mailbox", "IN#", [...query, ...removeTold]],
    ["Reports", "CASE#", put],
    ["Reports", "BOX#", [...get, ...putTold]],
    ["Wraps", "CASE#", put],
    ["Cases", "CASE#", [...put, ...update, "GetItem head"]],
  ],
  Casework: [
    ["Mailbox", "OUT#", put],
    ["Reports", "CASE#", query],
    ["Wraps", "CASE#", [...get, ...putTold]],
    ["Cases", "every", [...get, ...query, ...putTold, ...updateTold]],
    ["Cases", "lists", query],
  ],
  Protection: [
    ["Protections", "every", [...get, ...query, ...putTold, ...updateTold]],
    ["Protections", "lists", query],
  ],
  CaseworkAnchor: anchor("Cases"),
  CaseworkRoll: [],
  CaseworkNotify: notify("Cases"),
  ProtectionAnchor: anchor("Protections"),
  ProtectionRoll: [],
  ProtectionNotify: notify("Protections"),
  CaseworkClock: [],
  ProtectionClock: [],
  Bell: [],
};

export const keys = [
  "PublicTableKey",
  "CaseworkTableKey",
  "ProtectionTableKey",
  "ReportKey",
  "CaseworkRoomKey",
  "ProtectionRoomKey",
  "CaseworkLogKey",
  "ProtectionLogKey",
  "WatchKey",
] as const;
export type KeyName = (typeof keys)[number];

/** How a key is asked: the way's name, and the one thing that such a request says of itself. */
export const ways = [
  ["by DynamoDB", "kms:ViaService", "dynamodb.region.amazonaws.com"],
  ["by S3", "kms:ViaService", "s3.region.amazonaws.com"],
  ["by SQS", "kms:ViaService", "sqs.region.amazonaws.com"],
  ["by SNS", "kms:ViaService", "sns.region.amazonaws.com"],
  ["for casework", "kms:EncryptionContext:room", "casework"],
  ["for protection", "kms:EncryptionContext:room", "protection"],
  ["with OAEP-256", "kms:EncryptionAlgorithm", "RSAES_OAEP_SHA_256"],
  ["with OAEP-1", "kms:EncryptionAlgorithm", "RSAES_OAEP_SHA_1"],
  ["plainly", "", ""],
] as const;
export type Way = (typeof ways)[number][0];

const ofTables = ["Decrypt", "DescribeKey"];
export type KeyLine = readonly [key: KeyName, way: Way | "every way", actions: readonly string[]];

const publicTable: KeyLine = ["PublicTableKey", "by DynamoDB", ofTables];
const caseworkTable: KeyLine = ["CaseworkTableKey", "by DynamoDB", ofTables];
const protectionTable: KeyLine = ["ProtectionTableKey", "by DynamoDB", ofTables];
const signs = ["Sign", "GetPublicKey"];

export const keyRights: Readonly<Record<RoleName, readonly KeyLine[]>> = {
  Intake: [publicTable, ["PublicTableKey", "by S3", ["GenerateDataKey"]]],
  Portal: [publicTable],
  Admit: [
    publicTable,
    caseworkTable,
    ["PublicTableKey", "by S3", ["Decrypt"]],
    ["CaseworkTableKey", "by S3", ["GenerateDataKey"]],
  ],
  Casework: [
    publicTable,
    caseworkTable,
    ["CaseworkTableKey", "by S3", ["Decrypt"]],
    ["ReportKey", "with OAEP-256", ["Decrypt"]],
    ["CaseworkRoomKey", "for casework", ["Encrypt", "Decrypt"]],
  ],
  Protection: [protectionTable, ["ProtectionRoomKey", "for protection", ["Encrypt", "Decrypt"]]],
  CaseworkAnchor: [caseworkTable, ["CaseworkLogKey", "every way", signs]],
  CaseworkRoll: [],
  CaseworkNotify: [caseworkTable],
  ProtectionAnchor: [protectionTable, ["ProtectionLogKey", "every way", signs]],
  ProtectionRoll: [],
  ProtectionNotify: [protectionTable],
  CaseworkClock: [],
  ProtectionClock: [],
  Bell: [["WatchKey", "by SNS", ["Decrypt", "GenerateDataKey"]]],
};
