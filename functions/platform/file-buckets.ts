// The ports to the two buckets of files: out of the one and into the other. A file is bytes that nobody here can read.
import {
  DeleteObjectCommand,
  GetObjectCommand,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";

/** What reporters dropped. */
export interface Dropped {
  /** The object of exactly `length` bytes; null when there is none, or one of another length. */
  read(key: string, length: number): Promise<Uint8Array | null>;
  /** Removes the object; again is as good as once. */
  remove(key: string): Promise<void>;
}

/** What is kept behind the airlock. */
export interface Kept {
  /** Writes the object unless it is there: it can only be the same. */
  keep(key: string, bytes: Uint8Array): Promise<void>;
}

const is = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof S3ServiceException && names.includes(error.name);

/** The bucket that is taken from. */
export const makeDropped = (s3: S3Client, bucket: string): Dropped => ({
  read: async (key, length) => {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const bytes = await Body?.transformToByteArray();
      return bytes?.length === length ? bytes : null;
    } catch (error) {
      // Whoever may not list a bucket is denied what is not there.
      if (is(error, "NoSuchKey", "AccessDenied")) return null;
      throw error;
    }
  },
  remove: async (key) => {
    await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
  },
});

/** The bucket that is put into. */
export const makeKept = (s3: S3Client, bucket: string): Kept => ({
  keep: async (key, bytes) => {
    try {
      await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, IfNoneMatch: "*" }));
    } catch (error) {
      if (!is(error, "PreconditionFailed")) throw error;
    }
  },
});
