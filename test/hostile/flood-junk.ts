// What a flood is made of: reports without the work or with forged work, one honest piece of work sent again and again
// with ever new reports, and plain forms that are all in order but say nothing. Whoever sends them seals next to
// nothing: the server cannot tell sealed bytes from others, so the bytes of a few reports are changed and sent again.
import type { OfficeKey } from "../../functions/sealing/wrap.ts";
import { formIn } from "../kit/visitor.ts";
import { documentId, freshProof, json, sealedInput, type Send } from "../kit/script-visitor.ts";
import { type Arrival, type Tally, urlEncoded } from "./flood-client.ts";

export const junkKinds = ["unproven", "replayed", "plain"] as const;
export type JunkKind = (typeof junkKinds)[number];

/** The body that the junk complains of, and whose supervisor's list is watched. */
export const floodedUnit = "so-noi-vu";

const facts = { agency: floodedUnit, position: "STAFF", breach: "DELAY", avoid: false, form: 1 } as const;
const emptyTalk = "Một phản ánh không có nội dung, gửi đi chỉ để làm đầy hàng chờ. ";
const shortestFill = 3_300;
const longestFill = 6_000;
const moulds = 8;

const answerOf = ({ status, text }: { readonly status: number; readonly text: string }): string => {
  if (status === 0) return "connection lost";
  if (text.includes("SubmitReportOk") || text.includes('id="receipt"')) return "filed";
  const code = /"code":"(\w+)"/u.exec(text)?.[1];
  return status === 200 && code ? code : `${status}${code ? ` ${code}` : ""}`;
};

/** The parts of a request between which a forger puts his own bytes. */
const mouldOf = async (office: OfficeKey, n: number): Promise<readonly string[]> => {
  const receipt = crypto.getRandomValues(new Uint8Array(15));
  const input = await sealedInput(receipt, office, facts, `${emptyTalk}${n}`);
  const { body } = input;
  const cut = { ...input, handle: "<cut>", fingerprint: "<cut>" };
  const pieces = `${body.slice(0, -100)}<cut>${body.slice(-60)}`;
  return JSON.stringify({ ...cut, body: pieces }).split("<cut>");
};

/** Everything that junk needs, made before the flood. */
export const makeJunk = async (send: Send, office: OfficeKey, random: () => number, tally: Tally) => {
  const cast = await Promise.all(Array.from({ length: moulds }, (_, n) => mouldOf(office, n)));
  const id = JSON.stringify(documentId("submit-report"));
  const replayedProof = JSON.stringify(await freshProof(send));
  const { challenge, solution } = JSON.parse(await freshProof(send));
  const forged = [
    // Nothing in the place of the proof; an empty one; another's signature; work not done; a softer challenge.
    null,
    "",
    JSON.stringify({ challenge: { ...challenge, signature: "0".repeat(64) }, solution }),
    JSON.stringify({ challenge, solution: { ...solution, derivedKey: "0".repeat(64) } }),
    JSON.stringify({
      challenge: { ...challenge, parameters: { ...challenge.parameters, cost: 1 } },
      solution,
    }),
  ].map((proof) => (proof === null ? null : JSON.stringify(proof)));
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const bytes = (length: number): string =>
    Buffer.from(Array.from({ length }, () => random() * 256)).toString("base64url");
  // Whatever order a report's fields have: a handle and a fingerprint are 32 bytes, the piece of the body 30.
  const newInput = (): string => {
    const mould = pick(cast);
    const fills = mould.slice(1).map((_, n) => (mould[n]?.endsWith('"') ? bytes(32) : bytes(30)));
    return mould.map((part, n) => `${part}${fills[n] ?? ""}`).join("");
  };
  const post = async (kind: JunkKind, proof: string | null): Promise<void> => {
    const variables = `{"input":${newInput()}${proof === null ? "" : `,"proof":${proof}`}}`;
    const body = `{"documentId":${id},"variables":${variables}}`;
    tally.add(kind, answerOf(await send("/intake/graphql", body, json)));
  };

  /** A form is fetched at its own time and sent when nobody could say that it was filled in too fast. */
  const plainForm = (at: number): readonly Arrival[] => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const fetched = async (): Promise<void> => {
      const { status, text } = await send("/plain/report");
      const values = status === 200 ? formIn(text, "/plain/report").values : {};
      const { agency, position, breach } = facts;
      const words = {
        agency,
        position,
        breach,
        understood: "yes",
        about: "",
        narrative: `${emptyTalk}${bytes(12)}`,
      };
      resolve(new URLSearchParams({ ...values, ...words }).toString());
    };
    const sent = async (): Promise<void> => {
      tally.add("plain", answerOf(await send("/plain/report", await promise, urlEncoded)));
    };
    const lead = shortestFill + random() * (longestFill - shortestFill);
    return [
      { at: at - lead, act: fetched },
      { at, act: sent },
    ];
  };

  /** One piece of junk at its time. */
  const arrivals = (kind: JunkKind, at: number): readonly Arrival[] => {
    if (kind === "plain") return plainForm(at);
    const proof = kind === "replayed" ? replayedProof : pick(forged);
    return [{ at, act: () => post(kind, proof) }];
  };
  return { arrivals };
};
