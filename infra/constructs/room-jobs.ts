// What runs in one room by the clock or after an act: its log's anchor, started by the stream of its table, and its
// mail, by a queue and an address of its own. Nothing of it is ever shared with the other room, and what fails for good
// lies in the room's own dead letters.
import { Aws, Duration } from "aws-cdk-lib";
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from "aws-cdk-lib/aws-lambda";
import { EmailIdentity, Identity } from "aws-cdk-lib/aws-ses";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { UserPool } from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import { manifests as anchors } from "../../functions/jobs/anchor/manifest.ts";
import { manifests as notices } from "../../functions/jobs/notify/manifest.ts";
import { manifests as rolls } from "../../functions/jobs/roll/manifest.ts";
import { anchorRoleName, anchorsName, logOrigin } from "../anchors-stack.ts";
import type { Stage } from "../stage.ts";
import { BundledFunction, type BundledFunctionProps } from "./bundled-function.ts";
import type { Room, Stores, Surroundings } from "./manifest.ts";

export interface RoomJobsProps {
  readonly stage: Stage;
  readonly room: Room;
  readonly data: Stores;
  readonly pool: UserPool;
}

const receives = 5;
const kept = Duration.days(14);

export class RoomJobs extends Construct {
  readonly anchor: BundledFunction;
  readonly roll: BundledFunction;
  readonly notify: BundledFunction;
  /** What the platform could not hand to a function, or a function could not do. */
  readonly deadJobs: Queue;
  /** Mail that could not be sent. */
  readonly deadMail: Queue;
  readonly #props: RoomJobsProps;

  constructor(scope: Construct, id: string, props: RoomJobsProps) {
    super(scope, id);
    this.#props = props;
    const { stage, room, data, pool } = props;
    this.deadJobs = this.#queue("DeadJobs", {});
    this.deadMail = this.#queue("DeadMail", { fifo: true });
    const mail = this.#queue("Mail", { fifo: true, dead: this.deadMail });
    const sender = new EmailIdentity(this, "Sender", { identity: Identity.email(stage[room].sender) });
    const around: Surroundings = {
      room,
      queueArn: mail.queueArn,
      poolArn: pool.userPoolArn,
      sender: stage[room].sender,
      senderArn: sender.emailIdentityArn,
      anchorsArn: `arn:${Aws.PARTITION}:s3:::${anchorsName(stage)}/${logOrigin(stage, room)}/*`,
    };
    const table = data.tables[room === "casework" ? "cases" : "protections"];
    const values = {
      ROOM: room,
      ROOM_TABLE: table.tableName,
      ANCHORS_BUCKET: anchorsName(stage),
      LOG_KEY_ID: data.logKeys[room].keyArn,
      LOG_ORIGIN: logOrigin(stage, room),
      USER_POOL_ID: pool.userPoolId,
      QUEUE_URL: mail.queueUrl,
      SENDER: stage[room].sender,
      WORKING_DAYS_ONLY: stage.workingDaysOnly ? "yes" : "no",
    };

    this.anchor = this.#job("Anchor", {
      manifest: anchors[room],
      folder: "jobs/anchor",
      values,
      around,
      roleName: anchorRoleName(stage, room),
      deadLetters: this.deadJobs,
    });
    new EventSourceMapping(this, "Entries", {
      target: this.anchor.function,
      ...(table.tableStreamArn && { eventSourceArn: table.tableStreamArn }),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      maxBatchingWindow: Duration.seconds(5),
      bisectBatchOnError: true,
      // The stream forgets after a day; what could not be anchored until then is named in the dead letters by its place.
      maxRecordAge: Duration.hours(23),
      onFailure: { bind: () => ({ destination: this.deadJobs.queueArn }) },
      filters: [
        FilterCriteria.filter({ dynamodb: { Keys: { sk: { S: FilterRule.beginsWith("ENTRY#") } } } }),
      ],
    });

    this.notify = this.#job("Notify", { manifest: notices[room], folder: "jobs/notify", values, around });
    new EventSourceMapping(this, "Letters", {
      target: this.notify.function,
      eventSourceArn: mail.queueArn,
      batchSize: 10,
      reportBatchItemFailures: true,
      // A big room must not run into the mail service's rate and wear its letters out.
      maxConcurrency: 2,
    });
    const roll = { manifest: rolls[room], folder: "jobs/roll", values, around };
    this.roll = this.#job("Roll", { ...roll, deadLetters: this.deadJobs });
  }

  #job(
    id: string,
    props: Pick<
      BundledFunctionProps,
      "manifest" | "folder" | "values" | "around" | "roleName" | "deadLetters"
    >,
  ): BundledFunction {
    const stores = this.#props.data;
    return new BundledFunction(this, id, { ...props, stores, side: "staff", timeout: Duration.minutes(1) });
  }

  #queue(id: string, { fifo, dead }: { readonly fifo?: boolean; readonly dead?: Queue }): Queue {
    return new Queue(this, id, {
      ...(fifo && { fifo }),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: kept,
      visibilityTimeout: Duration.minutes(6),
      ...(dead && { deadLetterQueue: { queue: dead, maxReceiveCount: receives } }),
    });
  }
}
