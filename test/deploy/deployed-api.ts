// The deployed HTTP API, asked as the edge asks it: with the edge's key, or with what a caller past the edge would
// bring. On the emulated cloud the API is found by its host name.
import { request as http } from "node:http";
import { request as https } from "node:https";
import type { Reply, Send } from "../kit/script-visitor.ts";
import { edgeHeader } from "../../functions/platform/manifest.ts";

export interface ApiPlace {
  /** The emulated cloud's address; none for a real one. */
  readonly emulator: string | undefined;
  readonly apiId: string;
  readonly domain: string;
}

/** Sends with a key of the edge, or without one where it is null. */
export const makeApiSender = ({ emulator, apiId, domain }: ApiPlace, edgeKey: string | null): Send => {
  const base = new URL(emulator ?? `https://${domain}`);
  const host = emulator ? `${apiId}.execute-api.localhost:${base.port}` : domain;
  const ask = emulator ? http : https;
  return (path, body, headers = {}) =>
    new Promise<Reply>((resolve, reject) => {
      const sent = ask(
        new URL(path, base),
        {
          method: body === undefined ? "GET" : "POST",
          headers: { ...headers, host, ...(edgeKey !== null && { [edgeHeader]: edgeKey }) },
        },
        (answer) => {
          const parts: Buffer[] = [];
          answer.on("data", (part: Buffer) => parts.push(part));
          answer.once("error", reject);
          answer.once("end", () =>
            resolve({ status: answer.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8") }),
          );
        },
      );
      sent.once("error", reject);
      sent.end(body);
    });
};
