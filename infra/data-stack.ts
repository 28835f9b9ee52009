// What is stored and under which keys: a key for the tables of each side, the office's report key, a key per room.
// No key is ever removed with the stack, nothing streams out of the Mailbox, and no key policy names a role: who may
// use a key stands in the roles alone, where the wall is tested.
import { RemovalPolicy, Stack } from "aws-cdk-lib";
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from "aws-cdk-lib/aws-dynamodb";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Stores, TableName } from "./constructs/grants.ts";
import { listRow, listSort, tables } from "./tables.ts";

const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const text = (name: string) => ({ name, type: AttributeType.STRING });

export class DataStack extends Stack implements Stores {
  readonly tables: Stores["tables"];
  readonly tableKeys: Stores["tableKeys"];
  readonly reportKey: Key;
  readonly roomKeys: Stores["roomKeys"];

  constructor(scope: Construct, id: string, stage: { readonly production: boolean }) {
    super(scope, id, { terminationProtection: stage.production });
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
    const table = (name: TableName): Table => this.#table(name, stage.production);
    this.tables = {
      mailbox: table("mailbox"),
      reports: table("reports"),
      wraps: table("wraps"),
      cases: table("cases"),
      clearance: table("clearance"),
      protections: table("protections"),
    };
  }

  #symmetricKey(id: string, description: string): Key {
    return new Key(this, id, { description, enableKeyRotation: true, removalPolicy: RemovalPolicy.RETAIN });
  }

  #table(name: TableName, production: boolean): Table {
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
      deletionProtection: production,
      removalPolicy: production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
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
