// The wall as it shall be, beyond tables and keys: buckets, queues, sign-in, mail, logs and what starts what. Written
// by hand like wall-table.ts and under the same rule: a new right is a new line, for a reviewer to see.
import { type Clock, type FunctionName, functionNames, keys, type RoleName } from "./wall-table.ts";

export const rooms = ["Casework", "Protection"] as const;
export type Room = (typeof rooms)[number];

export const buckets = ["Drop", "Kept", "Anchors", "Pages"] as const;
export type BucketName = (typeof buckets)[number];

/** The places of a bucket, by the beginning of an object's name; the bucket itself has none. */
export const places = [
  ["casework's", "la-chan/development/casework/"],
  ["protection's", "la-chan/development/protection/"],
  ["not quite casework's", "la-chan/development/casework-2/"],
  ["not quite protection's", "la-chan/development/protectio"],
  ["another stage's", "la-chan/production/casework/"],
  ["between the rooms", "la-chan/development/"],
  ["dropped", "upload/"],
  ["kept", "kept/"],
  ["not quite dropped", "uploads/"],
  ["elsewhere", "x/"],
] as const;
export type PlaceName = (typeof places)[number][0];

type BucketLine = readonly [bucket: BucketName, place: PlaceName, actions: readonly string[]];
// "PutObject" is of an object that is not there yet; "PutObject over" would lay a version over another.
const anchored = ["GetObject", "PutObject"];
const noBucket: readonly BucketLine[] = [];
export const bucketRights: Readonly<Record<RoleName, readonly BucketLine[]>> = {
  Intake: [["Drop", "dropped", ["PutObject"]]],
  Portal: noBucket,
  Casework: [["Kept", "kept", ["GetObject"]]],
  Protection: noBucket,
  Admit: [
    ["Drop", "dropped", ["GetObject", "DeleteObject"]],
    ["Kept", "kept", ["PutObject"]],
  ],
  CaseworkAnchor: [["Anchors", "casework's", anchored]],
  CaseworkRoll: noBucket,
  CaseworkNotify: noBucket,
  ProtectionAnchor: [["Anchors", "protection's", anchored]],
  ProtectionRoll: noBucket,
  ProtectionNotify: noBucket,
  CaseworkClock: noBucket,
  ProtectionClock: noBucket,
  Bell: noBucket,
};

export const queues = [
  "CaseworkMail",
  "CaseworkDeadMail",
  "CaseworkDeadJobs",
  "ProtectionMail",
  "ProtectionDeadMail",
  "ProtectionDeadJobs",
] as const;
export type QueueName = (typeof queues)[number];

type QueueLine = readonly [queue: QueueName, actions: readonly string[]];
const send = ["SendMessage"];
const take = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];
export const queueRights: Readonly<Record<RoleName, readonly QueueLine[]>> = {
  Intake: [],
  Portal: [],
  Casework: [],
  Protection: [],
  Admit: [["CaseworkDeadJobs", send]],
  CaseworkAnchor: [["CaseworkDeadJobs", send]],
  CaseworkRoll: [
    ["CaseworkMail", send],
    ["CaseworkDeadJobs", send],
  ],
  CaseworkNotify: [["CaseworkMail", take]],
  ProtectionAnchor: [["ProtectionDeadJobs", send]],
  ProtectionRoll: [
    ["ProtectionMail", send],
    ["ProtectionDeadJobs", send],
  ],
  ProtectionNotify: [["ProtectionMail", take]],
  CaseworkClock: [["CaseworkDeadJobs", send]],
  ProtectionClock: [["ProtectionDeadJobs", send]],
  Bell: [],
};

/** What a role may do in a room's pool of people. */
export const poolRights: Readonly<Partial<Record<RoleName, readonly [Room, action: string]>>> = {
  CaseworkRoll: ["Casework", "ListUsers"],
  CaseworkNotify: ["Casework", "AdminGetUser"],
  ProtectionRoll: ["Protection", "ListUsers"],
  ProtectionNotify: ["Protection", "AdminGetUser"],
};

/** Which address a mail says that it comes from. */
export const addresses = [
  "casework@placeholder.invalid",
  "protection@placeholder.invalid",
  "someone@placeholder.invalid",
  "",
] as const;

/** What a role may send: by which room's sender, and from which address alone. */
export const mailRights: Readonly<
  Partial<Record<RoleName, readonly [sender: Room, action: string, from: (typeof addresses)[number]]>>
> = {
  CaseworkNotify: ["Casework", "SendEmail", "casework@placeholder.invalid"],
  ProtectionNotify: ["Protection", "SendEmail", "protection@placeholder.invalid"],
};

/** What a clock may start; this is also all that is scheduled. */
export const clockRights: Readonly<Record<Clock, readonly FunctionName[]>> = {
  CaseworkClock: ["Admit", "CaseworkRoll"],
  ProtectionClock: ["ProtectionRoll"],
};

/** Where the bell of a change of keys or code rings, and what it does there. */
export const bellRight = ["Alarms", "sns:Publish"] as const;

/** What starts or feeds something without asking: a table's stream, a queue, a door of the API, a rule. */
export const feeds: readonly (readonly [source: string, to: string])[] = [
  ["stream of Cases", "CaseworkAnchorFunction"],
  ["stream of Protections", "ProtectionAnchorFunction"],
  ["CaseworkMail", "CaseworkNotifyFunction"],
  ["ProtectionMail", "ProtectionNotifyFunction"],
  ["CaseworkClock", "AdmitFunction"],
  ["CaseworkClock", "CaseworkRollFunction"],
  ["ProtectionClock", "ProtectionRollFunction"],
  ["POST /intake/graphql", "IntakeFunction"],
  ["ANY /plain/{proxy+}", "PortalFunction"],
  ["POST /casework/graphql", "CaseworkFunction"],
  ["POST /protection/graphql", "ProtectionFunction"],
  ["KeysOrCodeChanged", "Alarms"],
];

/** Where a request that somebody from outside sends comes from. */
export type Source = "anywhere" | "this account" | "the distribution" | "its own door";
export type StrangerLine = readonly [who: string, target: string, source: Source, actions: readonly string[]];

const knocks = ["lambda:InvokeFunction"];

/** What others than the roles may do: the platform's own services, the account over its keys, and nobody else. */
export const strangerRights: readonly StrangerLine[] = [
  ["apigateway.amazonaws.com", "IntakeFunction", "its own door", knocks],
  ["apigateway.amazonaws.com", "PortalFunction", "its own door", knocks],
  ["apigateway.amazonaws.com", "CaseworkFunction", "its own door", knocks],
  ["apigateway.amazonaws.com", "ProtectionFunction", "its own door", knocks],
  ["cloudfront.amazonaws.com", "Pages", "the distribution", ["s3:GetObject"]],
  ["cloudwatch.amazonaws.com", "WatchKey", "this account", ["kms:Decrypt", "kms:GenerateDataKey"]],
  ["cloudwatch.amazonaws.com", "Alarms", "this account", ["sns:Publish"]],
  ["events.amazonaws.com", "BellRole", "anywhere", ["sts:AssumeRole"]],
  ...functionNames.map((name): StrangerLine => [
    "lambda.amazonaws.com",
    `${name}Role`,
    "anywhere",
    ["sts:AssumeRole"],
  ]),
  ...(["CaseworkClock", "ProtectionClock"] as const).map((name): StrangerLine => [
    "scheduler.amazonaws.com",
    `${name}Role`,
    "anywhere",
    ["sts:AssumeRole"],
  ]),
  ...keys.map((key): StrangerLine => ["the account", key, "anywhere", ["kms:*"]]),
];

/** Whose side a resource is on. */
export type Side = "public" | Room | "airlock" | "nobody's";

/** The side by the beginning of `Stack.LogicalId`; every resource is on exactly one. */
export const sides: readonly (readonly [side: Side, begins: RegExp])[] = [
  [
    "public",
    /^LaChan\w+\.(?:Http(?:POSTintake|ANYplain)|Intake|Portal|Mailbox|PublicTableKey|PowKey|FormKey)/u,
  ],
  ["public", /^LaChanEdge\./u],
  ["Casework", /^LaChanCaseworkIdentity\./u],
  ["Casework", /^LaChan(?:Data|Jobs|Watch)\.(?:Casework|Admit|Reports|Wraps|Cases|Case[A-Z]|ReportKey)/u],
  ["Casework", /^LaChanApi\.(?:Http(?:POSTcasework|Casework)|Casework)/u],
  ["Protection", /^LaChanProtectionIdentity\./u],
  ["Protection", /^LaChan(?:Data|Jobs|Watch)\.Protection/u],
  ["Protection", /^LaChanApi\.(?:Http(?:POSTprotection|Protection)|Protection)/u],
  ["airlock", /^LaChanData\.(?:Clearance|Drop|Kept)|^LaChanAnchors\./u],
  ["nobody's", /^LaChanApi\.(?:Http[0-9A-F]{8}$|HttpDefaultStage|EdgeKey)/u],
  ["nobody's", /^LaChanWatch\.(?:WatchKey|Alarms|ApiFails|KeysOrCodeChanged|Bell)/u],
];

/** What a side may speak of besides what is nobody's; what it may do there is held by the cells. */
export const hears: Readonly<Record<Side, readonly Side[]>> = {
  public: ["public"],
  Casework: ["Casework", "public", "airlock"],
  Protection: ["Protection", "airlock"],
  airlock: ["airlock"],
  "nobody's": [],
};
/** Who else may speak of whom: an airlock of the keys that it is stored under, the anchors of their two writers, and the
 *  function that takes reports of where files are dropped. */
export const introduced: readonly (readonly [one: RegExp, another: RegExp])[] = [
  [/^LaChanData\.Drop/u, /\.PublicTableKey/u],
  [/^LaChanData\.(?:Kept|Clearance)/u, /\.CaseworkTableKey/u],
  [/^LaChanApi\.Intake/u, /^LaChanData\.Drop/u],
  [/^LaChanAnchors\.AnchorsPolicy/u, /\.(?:Casework|Protection)AnchorRole/u],
];
/** The words that would give another side away in a function's settings. */
export const otherWords: Readonly<Partial<Record<Side, RegExp>>> = {
  public: /casework|protection/iu,
  Casework: /protection/iu,
  Protection: /casework|admit|mailbox/iu,
};
