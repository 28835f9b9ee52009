// One function with a role of its own: it may write its own log and do what its manifest names. It is never traced,
// and a function on the public side lets the platform write nothing about a request that went well, because such a
// line carries the second at which somebody was there.
import { type Duration, RemovalPolicy } from "aws-cdk-lib";
import { PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, LoggingFormat, Runtime, SystemLogLevel } from "aws-cdk-lib/aws-lambda";
import { NodejsFunction } from "aws-cdk-lib/aws-lambda-nodejs";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { IQueue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { tables } from "../tables.ts";
import { bundling, root } from "./bundling.ts";
import { statementsFor } from "./grants.ts";
import type { FunctionManifest, Stores, Surroundings } from "./manifest.ts";

export interface BundledFunctionProps {
  readonly manifest: FunctionManifest;
  /** The folder under functions/ whose handler.ts exports `handler`. */
  readonly folder: string;
  readonly stores: Stores;
  /** Values by environment name, beside the names of the tables and buckets of files; those that the manifest does not name are left out. */
  readonly values?: Readonly<Record<string, string>>;
  readonly side: "public" | "staff";
  readonly timeout: Duration;
  /** What stands in the room that the function works in, where it needs more than tables and keys. */
  readonly around?: Surroundings;
  /** Where the platform puts what the function could not do, when it was not called by somebody who waits. */
  readonly deadLetters?: IQueue;
  /** The role's own name, where another account must know it. */
  readonly roleName?: string;
  readonly reservedConcurrency?: number | undefined;
}

const fileBuckets = ["drop", "kept"] as const;

const environmentOf = ({ manifest, stores, values = {} }: BundledFunctionProps): Record<string, string> => {
  const named = manifest.env.map((name) => {
    const table = tables.find((shape) => name === `${shape.name.toUpperCase()}_TABLE`);
    const bucket = fileBuckets.find((one) => name === `${one.toUpperCase()}_BUCKET`);
    const stored = table && stores.tables[table.name].tableName;
    const value = stored ?? (bucket ? stores.bucketNames[bucket] : values[name]);
    if (value === undefined) throw new Error(`${manifest.name} needs ${name}`);
    return [name, value] as const;
  });
  return { ...Object.fromEntries(named), NODE_ENV: "production" };
};

export class BundledFunction extends Construct {
  readonly function: NodejsFunction;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, "Logs", {
      retention: RetentionDays.TWO_WEEKS,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, "Role", {
      assumedBy: new ServicePrincipal("lambda.amazonaws.com"),
      ...(props.roleName && { roleName: props.roleName }),
    });
    const ownLog = new PolicyStatement({
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [this.logGroup.logGroupArn],
    });
    for (const statement of [ownLog, ...statementsFor(props.manifest, props.stores, props.around)])
      role.addToPrincipalPolicy(statement);
    this.function = new NodejsFunction(this, "Function", {
      entry: `${root}functions/${props.folder}/handler.ts`,
      handler: "handler",
      projectRoot: root,
      depsLockFilePath: `${root}package-lock.json`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: props.timeout,
      role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      ...(props.side === "public" && { systemLogLevelV2: SystemLogLevel.WARN }),
      environment: environmentOf(props),
      awsSdkConnectionReuse: false,
      ...(props.deadLetters && { deadLetterQueue: props.deadLetters }),
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
      bundling,
    });
  }
}
