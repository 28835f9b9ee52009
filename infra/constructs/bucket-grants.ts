// A manifest's buckets of files as statements: named actions on objects under the bucket's one beginning, and the bucket's
// key held to S3 and to what the actions take: reading opens a key, putting asks for a new one, removing needs none.
import { Aws } from "aws-cdk-lib";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { FileAction, FileBucket, FunctionManifest, Stores } from "./manifest.ts";
import { allow, type Conditions } from "./statement.ts";

/** What the names of a bucket's objects begin with, and whose key encrypts them. */
const shapes = {
  drop: { begins: "upload", side: "public" },
  kept: { begins: "kept", side: "casework" },
} as const satisfies Readonly<Record<FileBucket, object>>;

const keyActions = (actions: readonly FileAction[]): readonly string[] => [
  ...(actions.includes("GetObject") ? ["Decrypt"] : []),
  ...(actions.includes("PutObject") ? ["GenerateDataKey"] : []),
];

/** The statements for a manifest's buckets of files and their keys. */
export const statementsForBuckets = ({ buckets }: FunctionManifest, stores: Stores): PolicyStatement[] => {
  const byS3: Conditions = { StringEquals: { "kms:ViaService": `s3.${Aws.REGION}.amazonaws.com` } };
  return (["drop", "kept"] as const).flatMap((name) => {
    const actions = buckets?.[name];
    const { begins, side } = shapes[name];
    if (!actions) return [];
    return [
      allow("s3", actions, [`arn:${Aws.PARTITION}:s3:::${stores.bucketNames[name]}/${begins}/*`]),
      allow("kms", keyActions(actions), [stores.tableKeys[side].keyArn], byS3),
    ];
  });
};
