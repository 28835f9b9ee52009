// What every stand-in for an AWS service has in common: it listens on this machine alone, checks no signature, and
// answers in the JSON protocol of the real one, errors included, so that production code differs by an address only.
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";

/** One call of a service: its input as it was sent, its answer as it goes back. Throws a `Refusal` or fails. */
export type Call = (input: unknown) => object | Promise<object>;

/** An error of a service; its code is what the client reads. */
export class Refusal extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export interface Service {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const maxBody = 1024 * 1024;

/** The whole body of a request, at most 1 MiB. */
export const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > maxBody) throw new Refusal("ValidationException", "The request is too long.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const inputOf = async (request: IncomingMessage): Promise<unknown> => {
  const body = await bodyOf(request);
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new Refusal("SerializationException", "The request is not JSON.");
  }
};

/** Answers calls by the name in `x-amz-target`; what fails unforeseen answers with the code `unexpected`. */
export const jsonService =
  (calls: ReadonlyMap<string, Call>, unexpected: string): RequestListener =>
  (request, response) => {
    const reply = (status: number, body: object): void => {
      response.writeHead(status, {
        "content-type": "application/x-amz-json-1.1",
        "x-amzn-requestid": randomUUID(),
      });
      response.end(JSON.stringify(body));
    };
    const answer = async (): Promise<void> => {
      try {
        const call = calls.get(String(request.headers["x-amz-target"]));
        if (request.method !== "POST" || !call)
          throw new Refusal("UnknownOperationException", "No such call.");
        reply(200, await call(await inputOf(request)));
      } catch (error) {
        if (error instanceof Refusal) reply(400, { __type: error.code, message: error.message });
        else reply(500, { __type: unexpected, message: "Unexpected." });
      }
    };
    void answer();
  };

/** Serves on 127.0.0.1, on a free port when 0 is given. */
export const serve = async (listener: RequestListener, port: number): Promise<Service> => {
  const server = createServer(listener).listen(port, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no address");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
};
