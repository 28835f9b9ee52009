// What is stored and under which keys: a key for the tables of each side, the office's report key, two keys per room,
// and the buckets of files. No key is ever removed with the stack, nothing streams out of the Mailbox, and no key
// policy names a role: who may use a key stands in the roles alone, where the wall is tested.
import { Aws, CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from "aws-cdk-lib/aws-dynamodb";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { LifecycleRule } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";
import { closedBucket, writeOnce } from "./constructs/closed-bucket.ts";
import { fileBucketName } from "./constructs/file-buckets.ts";
import type { FileBucket, Stores, TableName } from "./constructs/manifest.ts";
import type { Stage } from "./stage.ts";
import { listRow, listSort, tables, type TableShape } from "./tables.ts";

const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const text = (name: string) => ({ name, type: AttributeType.STRING });

export class DataStack extends Stack implements Stores {
  readonly tables: Stores["tables"];
  readonly tableKeys: Readonly<Record<TableShape["side"], Key>>;
  readonly reportKey: Key;
  readonly roomKeys: Stores["roomKeys"];
  readonly logKeys: Stores["logKeys"];
  readonly bucketNames: Stores["bucketNames"];
  readonly #production: boolean;

  constructor(scope: Construct, id: string, stage: Pick<Stage, "name" | "production">) {
    super(scope, id, { terminationProtection: stage.production });
    this.#production = stage.production;
    this.tableKeys = {
      public: this.#symmetricKey("PublicTableKey", "encrypts the tables of the public side"),
      casework: this.#symmetricKey("CaseworkTableKey", "encrypts the tables of casework"),
      protection: this.#symmetricKey("ProtectionTableKey", "encrypts the tables of protection"),
    };
    this.reportKey = new Key(this, "ReportKey", {
      description: "opens the wraps of reports; its public half is built into the release",
      keySpec: KeySpec.RSA_4096,
      keyUsage: KeyUsage.ENCRYPT_DECRYPT,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.roomKeys = {
      casework: this.#symmetricKey("CaseworkRoomKey", "casework's own secrets"),
      protection: this.#symmetricKey("ProtectionRoomKey", "protection's own secrets"),
    };
    this.logKeys = {
      casework: this.#signingKey("CaseworkLogKey", "signs the checkpoints of casework's log"),
      protection: this.#signingKey("ProtectionLogKey", "signs the checkpoints of protection's log"),
    };
    this.tables = {
      mailbox: this.#table("mailbox"),
      reports: this.#table("reports"),
      wraps: this.#table("wraps"),
      cases: this.#table("cases"),
      clearance: this.#table("clearance"),
      protections: this.#table("protections"),
    };
    // Longer than the longest holidays, in which nothing goes through the airlock.
    const emptied = { expiration: Duration.days(30), abortIncompleteMultipartUploadAfter: Duration.days(1) };
    const name = (bucket: FileBucket) => fileBucketName(stage, bucket, Aws.REGION);
    this.bucketNames = { drop: name("drop"), kept: name("kept") };
    this.#bucket("Drop", this.bucketNames.drop, this.tableKeys.public, [emptied]);
    this.#bucket("Kept", this.bucketNames.kept, this.tableKeys.casework, []);
    new CfnOutput(this, "CasesTable", { value: this.tables.cases.tableName });
    new CfnOutput(this, "ProtectionsTable", { value: this.tables.protections.tableName });
    new CfnOutput(this, "ReportKeyArn", { value: this.reportKey.keyArn });
    new CfnOutput(this, "CaseworkLogKeyArn", { value: this.logKeys.casework.keyArn });
    new CfnOutput(this, "ProtectionLogKeyArn", { value: this.logKeys.protection.keyArn });
  }

  #symmetricKey(id: string, description: string): Key {
    return new Key(this, id, { description, enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
  }

  #signingKey(id: string, description: string): Key {
    const keySpec = KeySpec.ECC_NIST_EDWARDS25519;
    const keyUsage = KeyUsage.SIGN_VERIFY;
    return new Key(this, id, { description, keySpec, keyUsage, removalPolicy: RemovalPolicy.RETAIN });
  }

  #bucket(id: string, bucketName: string, encryptionKey: Key, lifecycleRules: LifecycleRule[]): void {
    const production = this.#production;
    const closed = { production, bucketName, encryptionKey, versioned: false, lifecycleRules };
    writeOnce(closedBucket(this, id, closed));
  }

  #table(name: TableName): Table {
    const shape = tables.find((candidate) => candidate.name === name);
    if (!shape) throw new Error(`no shape of ${name}`);
    const recovers = shape.recoveryDays > 0;
    const table = new Table(this, title(name), {
      partitionKey: text("pk"),
      sortKey: text("sk"),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.tableKeys[shape.side],
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: recovers,
        ...(recovers && { recoveryPeriodInDays: shape.recoveryDays }),
      },
      contributorInsightsSpecification: { enabled: false },
      deletionProtection: this.#production,
      removalPolicy: this.#production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      ...(shape.streams && { stream: StreamViewType.NEW_IMAGE }),
      ...(shape.expires && { timeToLiveAttribute: "ttl" }),
    });
    for (const index of shape.indexes) {
      table.addGlobalSecondaryIndex({
        indexName: index.name,
        partitionKey: text(index.partition),
        sortKey: text(listSort),
        projectionType: ProjectionType.INCLUDE,
        nonKeyAttributes: [listRow],
        contributorInsightsSpecification: { enabled: false },
      });
    }
    return table;
  }
}
