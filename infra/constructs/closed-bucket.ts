// Every bucket of the system: nobody from outside may ever read or list it, nothing reaches it in clear, it is
// encrypted, and it goes with the stack only where nothing real lies in it. It keeps no record of who called.
import { RemovalPolicy } from "aws-cdk-lib";
import { AnyPrincipal, Effect, PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { IKey } from "aws-cdk-lib/aws-kms";
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  ObjectOwnership,
} from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

export interface ClosedBucketProps extends Pick<
  BucketProps,
  "bucketName" | "lifecycleRules" | "objectLockEnabled" | "objectLockDefaultRetention"
> {
  readonly production: boolean;
  readonly versioned: boolean;
  /** The key that encrypts it; the provider's own where it holds nothing secret. */
  readonly encryptionKey?: IKey;
}

/** A bucket that is closed, encrypted and reached by TLS alone. */
export const closedBucket = (
  scope: Construct,
  id: string,
  { production, encryptionKey, ...rest }: ClosedBucketProps,
): Bucket =>
  new Bucket(scope, id, {
    ...rest,
    ...(encryptionKey
      ? { encryption: BucketEncryption.KMS, encryptionKey, bucketKeyEnabled: true }
      : { encryption: BucketEncryption.S3_MANAGED }),
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });

/** Lets nobody lay an object over another: a put must say that nothing may be there. */
export const writeOnce = (bucket: Bucket): void => {
  bucket.addToResourcePolicy(
    new PolicyStatement({
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ["s3:PutObject"],
      resources: [bucket.arnForObjects("*")],
      conditions: { Null: { "s3:if-none-match": "true" } },
    }),
  );
};
