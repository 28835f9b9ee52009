// Where the verifier's evidence comes from: a table's export to S3, a folder synced from the bucket, or the running local
// system. What cannot be read becomes an item that is not one, for the verifier to find.
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { gunzipSync } from "node:zlib";
import { DynamoDBClient, ScanCommand, type ScanCommandInput } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { z } from "zod";

const numberOf = (text: string): number => {
  if (!/^-?\d+(?:\.\d+)?$/u.test(text)) throw new RangeError("not a number of the table");
  return Number(text);
};
const bytesOf = (base64: string): Uint8Array => Buffer.from(base64, "base64");
const text = z.string();
const list = z.array(z.unknown());
const map = z.record(z.string(), z.unknown());
const kinds = new Map<string, (value: unknown) => unknown>([
  ["S", (value) => text.parse(value)],
  ["N", (value) => numberOf(text.parse(value))],
  ["B", (value) => bytesOf(text.parse(value))],
  ["BOOL", (value) => z.boolean().parse(value)],
  ["NULL", () => null],
  ["L", (value) => list.parse(value).map((one) => plainOf(one))],
  ["M", (value) => plainMap(map.parse(value))],
  ["SS", (value) => new Set(list.parse(value))],
  ["NS", (value) => new Set(list.parse(value))],
  ["BS", (value) => new Set(list.parse(value))],
]);

/** A value of the wire's JSON; of another kind is another value, so that no change of a kind goes unseen. */
const plainOf = (attribute: unknown): unknown => {
  const [entry, ...more] = Object.entries(map.parse(attribute));
  const kind = entry && kinds.get(entry[0]);
  if (!kind || more.length > 0) throw new RangeError("not an attribute");
  return kind(entry[1]);
};

const plainMap = (attributes: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, plainOf(value)]));

const exportedSchema = z.strictObject({ Item: map });

/** The item of one line of an export; null when it cannot be read. */
export const itemOfLine = (line: string): unknown => {
  try {
    return plainMap(exportedSchema.parse(JSON.parse(line)).Item);
  } catch {
    return null;
  }
};

/** Every file under a folder, or the file itself. */
const filesUnder = async (path: string): Promise<string[]> => {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

/** The items of an export: a file of lines, `.json` or `.json.gz`, or the folder of its data. */
export const readExport = async (path: string): Promise<unknown[]> => {
  const items: unknown[] = [];
  for (const file of await filesUnder(path)) {
    if (!/\.json(?:\.gz)?$/u.test(file)) continue;
    const bytes = await readFile(file);
    const lines = (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").split("\n");
    items.push(...lines.filter((line) => line !== "").map((line) => itemOfLine(line)));
  }
  return items;
};

/** The objects of a folder synced from the top of the bucket, by key. */
export const readObjects = async (folder: string): Promise<Map<string, string>> => {
  // A log at work grows while it is read: what is read is a state that it was in.
  for (;;) {
    const found = await filesUnder(folder);
    const objects = new Map<string, string>();
    for (const file of found)
      objects.set(relative(folder, file).split(sep).join("/"), await readFile(file, "utf8"));
    if ((await filesUnder(folder)).length === found.length) return objects;
  }
};

/** Every item of a table at a local endpoint. */
export const readTable = async (endpoint: string, table: string): Promise<unknown[]> => {
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint, region: "ap-southeast-1", credentials });
  const items: unknown[] = [];
  try {
    let from: ScanCommandInput["ExclusiveStartKey"];
    do {
      const page = await client.send(
        new ScanCommand({
          TableName: table,
          ConsistentRead: true,
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
      from = page.LastEvaluatedKey;
    } while (from);
  } finally {
    client.destroy();
  }
  return items;
};
