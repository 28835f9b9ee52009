// The port to a bucket in which nothing is ever written over: whoever comes second is told so. The client sends a
// checksum with each object, which a bucket with Object Lock asks for.
import { GetObjectCommand, PutObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";

export interface WriteOnce {
  /** Writes a text under a key; false when something lies there. */
  create(key: string, text: string): Promise<boolean>;
  /** The text under a key; null when there is none. */
  read(key: string): Promise<string | null>;
}

const is = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof S3ServiceException && names.includes(error.name);

/** One bucket. */
export const makeWriteOnce = (s3: S3Client, bucket: string): WriteOnce => ({
  create: async (key, text) => {
    const put = new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: text,
      ContentType: "text/plain; charset=utf-8",
      IfNoneMatch: "*",
    });
    try {
      await s3.send(put);
      return true;
    } catch (error) {
      if (is(error, "PreconditionFailed")) return false;
      throw error;
    }
  },
  read: async (key) => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (!Body) throw new Error("no body");
      return await Body.transformToString("utf-8");
    } catch (error) {
      // Whoever may not list a bucket is denied what is not there.
      if (is(error, "NoSuchKey", "AccessDenied")) return null;
      throw error;
    }
  },
});
