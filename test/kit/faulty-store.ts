// A DynamoDB that fails on demand, over HTTP: it stands before the real one and passes everything on, or answers with an
// error that holds given words, or cuts the line, or says nothing until it is told to go on.
import { once } from "node:events";
import { createServer, request, type ServerResponse } from "node:http";

export type StoreFault = "none" | "refuses" | "breaks" | "cuts" | "hangs";

export interface FaultyStore {
  readonly endpoint: string;
  /** From now on it fails like this, with these words in its errors; whatever hangs fails now. */
  fail(fault: StoreFault, words?: readonly string[]): void;
  stop(): Promise<void>;
}

/** Starts it before the DynamoDB at `target`. */
export const startFaultyStore = async (target: string): Promise<FaultyStore> => {
  let fault: StoreFault = "none";
  let said = "";
  const hanging: ServerResponse[] = [];
  const refuse = (response: ServerResponse): void => {
    const type = "com.amazonaws.dynamodb.v20120810#ValidationException";
    response.writeHead(400, { "content-type": "application/x-amz-json-1.0", "x-amzn-requestid": "local" });
    response.end(JSON.stringify({ __type: type, message: said, Message: said, detail: said }));
  };
  const server = createServer((incoming, response) => {
    if (fault === "refuses") return refuse(response);
    if (fault === "breaks") return void response.writeHead(200).end(`{"Item": ${said}`);
    if (fault === "cuts") return void incoming.socket.destroy();
    if (fault === "hangs") return void hanging.push(response);
    const { method, url, headers } = incoming;
    const passed = request(new URL(url ?? "/", target), { ...(method && { method }), headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    passed.once("error", () => response.destroy());
    return void incoming.pipe(passed);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    endpoint: `http://127.0.0.1:${address.port}`,
    fail: (next, words = []) => {
      fault = next;
      said = words.join(" ");
      for (const response of hanging.splice(0)) refuse(response);
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
