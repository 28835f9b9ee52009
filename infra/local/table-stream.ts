// Reads a table's stream as the cloud's own pollers do: shard after shard, a parent before its children, in order, and a
// batch again and again until it is done with. The place reached is kept in a file, so that a restart goes on from
// there; where it no longer holds, because the stream is another or has forgotten it, reading begins at the oldest
// record. Whoever takes the batches must therefore bear to see one twice.
import { randomUUID } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  ListStreamsCommand,
  type _Record,
  ResourceNotFoundException,
  type Shard,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBRecord, DynamoDBStreamEvent } from "aws-lambda";
import { z } from "zod";

export interface TableStreamOptions {
  /** Of the DynamoDB. */
  readonly endpoint: string;
  readonly table: string;
  /** The local directory; the place reached lies in `streams/<table>.json` under it. */
  readonly dir: string;
  /** Hands on only items whose sort key begins so, as a filter of the cloud's would. */
  readonly sortPrefix: string;
}

export type StreamHandler = (event: DynamoDBStreamEvent) => Promise<unknown>;

export interface TableStream {
  /** Hands over all that is there, batch after batch; gives how many records. A batch that fails ends it. */
  drain(handler: StreamHandler): Promise<number>;
  close(): void;
}

const batchSize = 100;
const placeSchema = z.strictObject({ stream: z.string(), shards: z.record(z.string(), z.string()) });
type Place = z.infer<typeof placeSchema>;

const readPlace = async (file: string): Promise<Place | null> => {
  try {
    return placeSchema.parse(JSON.parse(await readFile(file, "utf8")));
  } catch {
    return null;
  }
};

const writePlace = async (file: string, place: Place): Promise<void> => {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(place), { mode: 0o600, flush: true });
  await rename(draft, file);
};

/** A record as a function gets it: bytes as base64, the time in seconds. */
const handedOver = (record: _Record, eventSourceARN: string): DynamoDBRecord => {
  const told = {
    ...record,
    eventSourceARN,
    dynamodb: {
      ...record.dynamodb,
      ApproximateCreationDateTime: Math.floor(
        Number(record.dynamodb?.ApproximateCreationDateTime ?? 0) / 1000,
      ),
    },
  };
  const plain = JSON.stringify(told, (_, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value,
  );
  return JSON.parse(plain) as DynamoDBRecord;
};

/** Shards with every parent before its children. */
const parentsFirst = (shards: readonly Shard[]): string[] => {
  const left = new Map(shards.flatMap((shard) => (shard.ShardId ? [[shard.ShardId, shard]] : [])));
  const ordered: string[] = [];
  while (left.size > 0) {
    const ready = [...left].filter(([, { ParentShardId = "" }]) => !left.has(ParentShardId));
    if (ready.length === 0) throw new Error("a shard descends from itself");
    for (const [id] of ready) {
      ordered.push(id);
      left.delete(id);
    }
  }
  return ordered;
};

const forgotten = [ExpiredIteratorException, ResourceNotFoundException, TrimmedDataAccessException];

/** The stream of a table; it is not read before `drain`. */
export const makeTableStream = (options: TableStreamOptions): TableStream => {
  const { endpoint, table, dir, sortPrefix } = options;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBStreamsClient({ endpoint, region: "ap-southeast-1", credentials });
  const folder = join(dir, "streams");
  const file = join(folder, `${table}.json`);

  const latestStream = async (): Promise<string | undefined> => {
    const { Streams = [] } = await client.send(new ListStreamsCommand({ TableName: table }));
    const labelled = Streams.toSorted((a, b) => ((a.StreamLabel ?? "") < (b.StreamLabel ?? "") ? -1 : 1));
    return labelled.at(-1)?.StreamArn;
  };

  const shardsOf = async (stream: string): Promise<string[]> => {
    const shards: Shard[] = [];
    let from: string | undefined;
    do {
      const { StreamDescription } = await client.send(
        new DescribeStreamCommand({ StreamArn: stream, ...(from && { ExclusiveStartShardId: from }) }),
      );
      shards.push(...(StreamDescription?.Shards ?? []));
      from = StreamDescription?.LastEvaluatedShardId;
    } while (from);
    return parentsFirst(shards);
  };

  const recordsAfter = async (
    stream: string,
    shard: string,
    last: string | undefined,
  ): Promise<_Record[]> => {
    const { ShardIterator } = await client.send(
      new GetShardIteratorCommand({
        StreamArn: stream,
        ShardId: shard,
        ...(last === undefined
          ? { ShardIteratorType: "TRIM_HORIZON" }
          : { ShardIteratorType: "AFTER_SEQUENCE_NUMBER", SequenceNumber: last }),
      }),
    );
    const { Records = [] } = await client.send(new GetRecordsCommand({ ShardIterator, Limit: batchSize }));
    return Records;
  };

  /** The records after the place reached, or from the oldest on when that place is forgotten. */
  const next = async (place: Place, shard: string): Promise<_Record[]> => {
    try {
      return await recordsAfter(place.stream, shard, place.shards[shard]);
    } catch (error) {
      if (!forgotten.some((kind) => error instanceof kind)) throw error;
      return recordsAfter(place.stream, shard, undefined);
    }
  };

  return {
    drain: async (handler) => {
      const stream = await latestStream();
      if (stream === undefined) return 0;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const kept = await readPlace(file);
      const place: Place = kept?.stream === stream ? kept : { stream, shards: {} };
      let count = 0;
      for (const shard of await shardsOf(stream)) {
        for (;;) {
          const records = await next(place, shard);
          const last = records.at(-1)?.dynamodb?.SequenceNumber;
          if (last === undefined) break;
          const wanted = records.filter((one) => one.dynamodb?.Keys?.sk?.S?.startsWith(sortPrefix) === true);
          if (wanted.length > 0) await handler({ Records: wanted.map((one) => handedOver(one, stream)) });
          place.shards[shard] = last;
          await writePlace(file, place);
          count += wanted.length;
        }
      }
      return count;
    },
    close: () => client.destroy(),
  };
};
