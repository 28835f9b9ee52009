// Where the checkpoints of both rooms' logs lie, meant for an account of its own that the operators of the system
// cannot enter. What is written can be removed by nobody, not even that account's root, until its time is over; a room
// may add to its own log and read it, and do nothing else.
import { Aws, CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { AccountPrincipal, PolicyStatement } from "aws-cdk-lib/aws-iam";
import { type Bucket, ObjectLockRetention } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { closedBucket, writeOnce } from "./constructs/closed-bucket.ts";
import type { Room } from "./constructs/manifest.ts";
import type { Stage } from "./stage.ts";

const rooms = ["casework", "protection"] as const;

/** The bucket's name, known before it exists, so that the other account can be told. */
export const anchorsName = (stage: Stage): string =>
  `la-chan-${stage.name}-anchors-${stage.anchors?.account ?? Aws.ACCOUNT_ID}`;

/** The name of a room's log: the origin of its checkpoints and the beginning of its objects' keys. */
export const logOrigin = (stage: Stage, room: Room): string => `la-chan/${stage.name}/${room}`;

/** The name of the role that writes a room's log. */
export const anchorRoleName = (stage: Stage, room: Room): string => `la-chan-${stage.name}-${room}-anchor`;

export class AnchorsStack extends Stack {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { stage }: { readonly stage: Stage }) {
    super(scope, id, {
      terminationProtection: stage.production,
      ...(stage.anchors && { env: { account: stage.anchors.account } }),
    });
    this.bucket = closedBucket(this, "Anchors", {
      production: stage.production,
      bucketName: anchorsName(stage),
      versioned: true,
      objectLockEnabled: true,
      objectLockDefaultRetention: ObjectLockRetention.compliance(Duration.days(stage.anchorDays)),
    });
    // Without it a put would lay a newer version over an anchor, and the older one would have to be looked for.
    writeOnce(this.bucket);
    if (stage.anchors) for (const room of rooms) this.#letWrite(stage, stage.anchors.writer, room);
    new CfnOutput(this, "AnchorsBucket", { value: this.bucket.bucketName });
  }

  /** Lets the role of the other account that writes a room's log do just that. */
  #letWrite(stage: Stage, writer: string, room: Room): void {
    const role = `arn:${Aws.PARTITION}:iam::${writer}:role/${anchorRoleName(stage, room)}`;
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new AccountPrincipal(writer)],
        actions: ["s3:GetObject", "s3:PutObject"],
        resources: [this.bucket.arnForObjects(`${logOrigin(stage, room)}/*`)],
        conditions: { ArnEquals: { "aws:PrincipalArn": role } },
      }),
    );
  }
}
