// The wall as it shall be, written by hand from the table of rights that was agreed. It must never be computed from the
// manifests or from the stacks: a new right is a new line here, for a reviewer to see.

export const roles = ["Intake", "Portal", "Admit", "Casework", "Protection", "Clock"] as const;
export type RoleName = (typeof roles)[number];

export const tableNames = ["Mailbox", "Reports", "Wraps", "Cases", "Clearance", "Protections"] as const;
export type TableName = (typeof tableNames)[number];

/** The lanes of each table, by the beginning of the partition key. */
export const lanes: Readonly<Record<TableName, readonly [string, ...string[]]>> = {
  Mailbox: ["BOX#", "IN#", "OUT#", "POW#"],
  Reports: ["CASE#", "BOX#"],
  Wraps: ["CASE#"],
  Cases: ["CASE#"],
  Clearance: ["ASK#", "ANSWER#"],
  Protections: ["PROPOSAL#"],
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

/** "every" is the whole table whatever the key; "lists" is its declared indexes. */
export type Line = readonly [table: TableName, lane: string, actions: readonly string[]];

const publicDoor: readonly Line[] = [
  ["Mailbox", "BOX#", [...get, ...putTold, ...updateTold]],
  ["Mailbox", "IN#", put],
  ["Mailbox", "OUT#", query],
];

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
  Clock: [],
};

export const keys = [
  "PublicTableKey",
  "CaseworkTableKey",
  "ProtectionTableKey",
  "ReportKey",
  "CaseworkRoomKey",
  "ProtectionRoomKey",
] as const;
export type KeyName = (typeof keys)[number];

/** How a key is asked: the way's name, and the one thing that such a request says of itself. */
export const ways = [
  ["by DynamoDB", "kms:ViaService", "dynamodb.region.amazonaws.com"],
  ["by S3", "kms:ViaService", "s3.region.amazonaws.com"],
  ["for casework", "kms:EncryptionContext:room", "casework"],
  ["for protection", "kms:EncryptionContext:room", "protection"],
  ["with OAEP-256", "kms:EncryptionAlgorithm", "RSAES_OAEP_SHA_256"],
  ["with OAEP-1", "kms:EncryptionAlgorithm", "RSAES_OAEP_SHA_1"],
  ["plainly", "", ""],
] as const;
export type Way = (typeof ways)[number][0];

const ofTables = ["Decrypt", "DescribeKey"];

export const keyRights: Readonly<Record<RoleName, readonly (readonly [KeyName, Way, readonly string[]])[]>> =
  {
    Intake: [["PublicTableKey", "by DynamoDB", ofTables]],
    Portal: [["PublicTableKey", "by DynamoDB", ofTables]],
    Admit: [
      ["PublicTableKey", "by DynamoDB", ofTables],
      ["CaseworkTableKey", "by DynamoDB", ofTables],
    ],
    Casework: [
      ["PublicTableKey", "by DynamoDB", ofTables],
      ["CaseworkTableKey", "by DynamoDB", ofTables],
      ["ReportKey", "with OAEP-256", ["Decrypt"]],
      ["CaseworkRoomKey", "for casework", ["Encrypt", "Decrypt"]],
    ],
    Protection: [
      ["ProtectionTableKey", "by DynamoDB", ofTables],
      ["ProtectionRoomKey", "for protection", ["Encrypt", "Decrypt"]],
    ],
    Clock: [],
  };

/** Everything else: a function's own log, and what the clock may start. */
export const otherRights: Readonly<
  Record<RoleName, readonly (readonly [resource: string, action: string])[]>
> = {
  Intake: [
    ["IntakeLogs", "logs:CreateLogStream"],
    ["IntakeLogs", "logs:PutLogEvents"],
  ],
  Portal: [
    ["PortalLogs", "logs:CreateLogStream"],
    ["PortalLogs", "logs:PutLogEvents"],
  ],
  Admit: [
    ["AdmitLogs", "logs:CreateLogStream"],
    ["AdmitLogs", "logs:PutLogEvents"],
  ],
  Casework: [
    ["CaseworkLogs", "logs:CreateLogStream"],
    ["CaseworkLogs", "logs:PutLogEvents"],
  ],
  Protection: [
    ["ProtectionLogs", "logs:CreateLogStream"],
    ["ProtectionLogs", "logs:PutLogEvents"],
  ],
  Clock: [["AdmitFunction", "lambda:InvokeFunction"]],
};
