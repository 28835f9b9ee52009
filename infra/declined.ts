// What the rule packs ask for and this system declines, row by row, with the reason and the test that holds it. Most of
// it is one decision: nothing may write down who called or when (design of the logs), so what would is left out. A row
// names the constructs that it is meant for; a new one is asked again.

export interface Declined {
  readonly rules: readonly string[];
  /** The paths of the constructs, below their stacks. */
  readonly on: RegExp;
  readonly reason: string;
  /** The test, or the guide, that shows the reason to hold. */
  readonly proof: string;
}

const functions = /\/Function\/Resource$/u;
const answering = /^LaChanApi\/(?:Intake|Portal|Casework|Protection)\/Function\/Resource$/u;

export const declined: readonly Declined[] = [
  {
    rules: ["AwsSolutions-APIG1", "Serverless-APIGWAccessLogging"],
    on: /^LaChanApi\/Http\/DefaultStage\/Resource$/u,
    reason: "An access log holds the address and the second of every visit, a reporter's among them.",
    proof: "test/infra/functions.test.ts",
  },
  {
    rules: ["AwsSolutions-APIG4"],
    on: /^LaChanApi\/Http\/(?:POST--intake|ANY--plain)/u,
    reason:
      "Reporters are never asked who they are; these are the only public routes, and they can give and not read.",
    proof: "test/infra/wall.test.ts",
  },
  {
    rules: ["AwsSolutions-CFR1"],
    on: /^LaChanEdge\/Edge\/Resource$/u,
    reason:
      "Reporters come from anywhere and through Tor; a block by country would shut out who needs it most.",
    proof: "test/infra/edge.test.ts",
  },
  {
    rules: ["AwsSolutions-CFR3", "NIST.800.53.R5-WAFv2LoggingEnabled"],
    on: /^LaChanEdge\/(?:Edge\/Resource|Firewall)$/u,
    reason:
      "The edge's logs hold addresses; what passes is counted by rule, and no request is kept as a sample.",
    proof: "test/infra/edge.test.ts",
  },
  {
    rules: ["AwsSolutions-CFR4"],
    on: /^LaChanEdge\/Edge\/Resource$/u,
    reason:
      "Only an edge without its own name has the provider's certificate; production is refused without its own.",
    proof: "test/infra/edge.test.ts",
  },
  {
    rules: ["AwsSolutions-COG8"],
    on: /^LaChan(?:Casework|Protection)Identity\/Pool\/Resource$/u,
    reason:
      "The plan with threat protection keeps addresses and devices of staff; a second factor is always asked for.",
    proof: "test/infra/identity.test.ts",
  },
  {
    rules: ["AwsSolutions-DDB3", "NIST.800.53.R5-DynamoDBPITREnabled"],
    on: /^LaChanData\/Mailbox\/Resource$/u,
    reason:
      "A recovery of the mailbox would bring back what its reporter was told is gone; it passes through in days.",
    proof: "test/infra/data.test.ts",
  },
  {
    rules: ["NIST.800.53.R5-DynamoDBInBackupPlan"],
    on: /^LaChanData\/\w+\/Resource$/u,
    reason:
      "A backup outside the table's own recovery would outlive the destruction of a case that was promised.",
    proof: "test/infra/data.test.ts",
  },
  {
    rules: ["AwsSolutions-IAM5"],
    on: /^LaChanJobs\/\w+\/Anchor\/Role\/DefaultPolicy\/Resource$/u,
    reason:
      "The keys under a room's own prefix are numbered as its log grows; nothing beyond the prefix is reached.",
    proof: "test/infra/wall.test.ts",
  },
  {
    rules: ["AwsSolutions-IAM5"],
    on: /^LaChan(?:Api\/(?:Intake|Casework)|Jobs\/Admit)\/Role\/DefaultPolicy\/Resource$/u,
    reason: "The names of files are random; nothing beyond their bucket's one beginning is reached.",
    proof: "test/infra/wall.test.ts",
  },
  {
    rules: ["NIST.800.53.R5-IAMNoInlinePolicy"],
    on: /Role\/DefaultPolicy\/Resource$/u,
    reason:
      "Each role has one policy of its own, made from its manifest; a shared one would be a door in the wall.",
    proof: "test/infra/wall.test.ts",
  },
  {
    rules: ["AwsSolutions-S1", "NIST.800.53.R5-S3BucketLoggingEnabled"],
    on: /\/(?:Drop|Kept|Anchors|Pages)\/Resource$/u,
    reason:
      "A bucket's log holds the address and the second of every request, a reporter's upload among them.",
    proof: "test/infra/buckets.test.ts",
  },
  {
    rules: ["NIST.800.53.R5-S3BucketReplicationEnabled"],
    on: /\/(?:Drop|Kept|Anchors|Pages)\/Resource$/u,
    reason:
      "A copy elsewhere would outlive a destroyed case; anchors are write-once, and pages are part of the release.",
    proof: "test/infra/buckets.test.ts",
  },
  {
    rules: ["NIST.800.53.R5-S3BucketVersioningEnabled"],
    on: /\/(?:Drop|Kept|Pages)\/Resource$/u,
    reason: "An earlier version would outlive its deletion, which is promised; pages are deployed whole.",
    proof: "test/infra/buckets.test.ts",
  },
  {
    rules: ["NIST.800.53.R5-S3DefaultEncryptionKMS"],
    on: /\/(?:Anchors|Pages)\/Resource$/u,
    reason:
      "Hashes and public pages are no secret, and must be readable without a key of the account they guard against.",
    proof: "test/infra/buckets.test.ts",
  },
  {
    rules: ["AwsSolutions-SMG4", "NIST.800.53.R5-SecretsManagerRotationEnabled"],
    on: /^LaChanApi\/\w+Key\d*\/Resource$/u,
    reason:
      "The deploy reads these keys, so only a deploy can change them; the runbook says how, round by round.",
    proof: "test/infra/functions.test.ts",
  },
  {
    rules: ["NIST.800.53.R5-SecretsManagerUsingKMSKey"],
    on: /^LaChanApi\/\w+Key\d*\/Resource$/u,
    reason:
      "They guard forms against replay and open nothing; a key of ours would add no reader to take away.",
    proof: "test/infra/functions.test.ts",
  },
  {
    rules: ["NIST.800.53.R5-CloudWatchLogGroupEncrypted"],
    on: /\/Logs\/Resource$/u,
    reason:
      "A line of the log is a code of a closed list and a number; there is nothing in it to keep secret.",
    proof: "test/privacy/log.test.ts",
  },
  {
    rules: ["NIST.800.53.R5-LambdaConcurrency"],
    on: functions,
    reason:
      "A new account has ten runs in all; concurrency is reserved by a value of the stage once there are more.",
    proof: "test/infra/functions.test.ts",
  },
  {
    rules: ["NIST.800.53.R5-LambdaDLQ", "Serverless-LambdaDLQ"],
    on: answering,
    reason:
      "Somebody waits for the answer of these functions and is told to try again; nothing is left to be kept.",
    proof: "test/infra/functions.test.ts",
  },
  {
    rules: [
      "NIST.800.53.R5-LambdaDLQ",
      "Serverless-LambdaDLQ",
      "Serverless-LambdaEventSourceMappingDestination",
    ],
    on: /^LaChanJobs\/\w+\/(?:Notify\/Function|Letters)\/Resource$/u,
    reason:
      "The queue that feeds it has dead letters of its own, where what fails five times is kept for two weeks.",
    proof: "test/infra/jobs.test.ts",
  },
  {
    rules: ["NIST.800.53.R5-LambdaInsideVPC"],
    on: functions,
    reason:
      "The functions listen nowhere and reach only the provider's own interfaces, each held by its role.",
    proof: "test/infra/wall.test.ts",
  },
  {
    rules: ["Serverless-LambdaTracing"],
    on: functions,
    reason:
      "A trace holds the address, the user agent and the second of a visit; nothing here may be traced.",
    proof: "test/infra/functions.test.ts",
  },
  {
    rules: ["Serverless-EventBusDLQ"],
    on: /^LaChanWatch\/KeysOrCodeChanged\/Resource$/u,
    reason:
      "The provider tries a notice for a day, and its own record of the change stays whatever becomes of it.",
    proof: "test/infra/watch.test.ts",
  },
  {
    rules: ["Serverless-SNSRedrivePolicy"],
    on: /^LaChanWatch\/Alarms\/[^/]+\/Resource$/u,
    reason:
      "The alarm itself stays red where anybody looks; a copy of the mail would tell an operator nothing more.",
    proof: "test/infra/watch.test.ts",
  },
  {
    rules: ["Serverless-SQSRedrivePolicy"],
    on: /^LaChanJobs\/\w+\/Dead(?:Jobs|Mail)\/Resource$/u,
    reason: "These queues are themselves where dead letters lie, each with an alarm as soon as one is there.",
    proof: "test/infra/watch.test.ts",
  },
];
