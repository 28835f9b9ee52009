// A document client that writes down what it was asked, around the real one: which command, which tables, how many
// bytes, how long it took. It changes neither the request nor the answer.
import type { Documents } from "../../functions/storage/client.ts";

export interface Call {
  readonly command: string;
  readonly tables: readonly string[];
  /** The request's length in bytes as JSON, bytes as base64. */
  readonly size: number;
  /** How long the answer took, in milliseconds. */
  took: number;
}

const sized = (_name: string, value: unknown): unknown =>
  value instanceof Uint8Array ? Buffer.from(value).toString("base64") : value;

const tablesIn = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([name, part]: [string, unknown]) =>
    name === "TableName" ? [String(part)] : tablesIn(part),
  );
};

/** The client, and the calls made through it so far; `take` gives them and begins anew. */
export const recorded = (documents: Documents) => {
  let calls: Call[] = [];
  const send = async (command: { readonly input: object }, ...rest: readonly unknown[]): Promise<unknown> => {
    const size = JSON.stringify(command.input, sized).length;
    const call: Call = { command: command.constructor.name, tables: tablesIn(command.input), size, took: 0 };
    calls.push(call);
    const started = performance.now();
    try {
      return await (documents.send as (...given: unknown[]) => Promise<unknown>).call(
        documents,
        command,
        ...rest,
      );
    } finally {
      call.took = performance.now() - started;
    }
  };
  const client = new Proxy(documents, {
    get: (target, name) => (name === "send" ? send : (Reflect.get(target, name) as unknown)),
  });
  return {
    documents: client,
    take: (): Call[] => {
      const taken = calls;
      calls = [];
      return taken;
    },
  };
};
