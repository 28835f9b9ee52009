// The port to a bucket by addresses that carry their own permission: a signature over the method, the object's name, the
// time until which it is good and, of a put, the exact length and that nothing may be there yet. Addresses are paths:
// the edge, or the local gateway, passes the first step of a path on to its bucket as it stands.
import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";

export interface Presigned {
  /** Lets whoever has it put `length` bytes under the key, once, within so many seconds. */
  put(key: string, length: number, seconds: number): Promise<string>;
  /** Lets whoever has it get the object within so many seconds. */
  get(key: string, seconds: number): Promise<string>;
}

type Signer = Awaited<ReturnType<S3Client["config"]["signer"]>>;
type Request = Parameters<Signer["sign"]>[0];
interface Presigner {
  presign(request: Request, options: { readonly expiresIn: number }): Promise<Request>;
}

const presigns = (signer: object): signer is Presigner =>
  "presign" in signer && typeof signer.presign === "function";
const isRequest = (value: unknown): value is Request =>
  typeof value === "object" && value !== null && "headers" in value && "query" in value;

/** The headers of a request that its bearer must send as they are; the body is anybody's. */
const bound = ["host", "content-length", "if-none-match"] as const;

const pathOf = ({ path, query = {} }: Request, bucket: string): string => {
  const pairs = Object.entries(query).map(([name, value]) => [name, String(value)]);
  // Where a bucket has no host of its own, its name is the first step of the path.
  const own = path.startsWith(`/${bucket}/`) ? path.slice(bucket.length + 1) : path;
  return `${own}?${new URLSearchParams(pairs).toString()}`;
};

/** One bucket, by a client that adds no checksum of a body it does not have (`WHEN_REQUIRED`). */
export const makePresigned = (s3: S3Client, bucket: string): Presigned => {
  const sign = async (command: GetObjectCommand | PutObjectCommand, expiresIn: number): Promise<string> => {
    let built: unknown;
    // The client builds the request; just before it would sign and send it, it is taken out of its hands.
    const take = () => (given: { readonly request: unknown }) => {
      built = given.request;
      return Promise.resolve({ response: {}, output: { $metadata: {} } });
    };
    command.middlewareStack.addRelativeTo(take, {
      name: "presign",
      relation: "before",
      toMiddleware: "awsAuthMiddleware",
    });
    await (command instanceof PutObjectCommand ? s3.send(command) : s3.send(command));
    const signer = await s3.config.signer();
    if (!isRequest(built) || !presigns(signer)) throw new Error("the client cannot presign");
    const { "x-id": _, ...query } = built.query ?? {};
    const given = built.headers;
    const kept = bound.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]] as const]));
    const headers = { ...Object.fromEntries(kept), "x-amz-content-sha256": "UNSIGNED-PAYLOAD" };
    const signed = await signer.presign(Object.assign(built, { query, headers }), { expiresIn });
    return pathOf(signed, bucket);
  };
  return {
    put: (key, length, seconds) => {
      const exact = { ContentLength: length, IfNoneMatch: "*" };
      return sign(new PutObjectCommand({ Bucket: bucket, Key: key, ...exact }), seconds);
    },
    get: (key, seconds) => sign(new GetObjectCommand({ Bucket: bucket, Key: key }), seconds),
  };
};
