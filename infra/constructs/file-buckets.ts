// The names of the two buckets of files, known before they exist, so that the edge, which lives in another region, can be
// told of them without waiting for each other.
import { Aws } from "aws-cdk-lib";
import type { Stage } from "../stage.ts";
import type { FileBucket } from "./manifest.ts";

/** The name of a bucket of files in a region. */
export const fileBucketName = (stage: Pick<Stage, "name">, bucket: FileBucket, region: string): string =>
  `la-chan-${stage.name}-${bucket}-${Aws.ACCOUNT_ID}-${region}`;

/** Where the edge reaches it; the host that addresses are signed for. */
export const fileBucketDomain = (stage: Pick<Stage, "name">, bucket: FileBucket, region: string): string =>
  `${fileBucketName(stage, bucket, region)}.s3.${region}.amazonaws.com`;
