// A file's whole way through the running system, as a browser's script and an investigator's client go it: filed, asked
// for, sealed, put, spoken of, carried over, fetched, opened; and what the gateway's own ways to the buckets refuse.
import { createHash, randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepReportKey, publicHalf } from "../../infra/local/kms-keys.ts";
import { obtainToken } from "../../infra/local/token.ts";
import { openPartWith, partCapacity, partsOf, sealPart } from "../../functions/sealing/file.ts";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { sealMessage } from "../../functions/sealing/message.ts";
import { fingerprintOf } from "../../functions/sealing/report.ts";
import { readOfficeKey, unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { caseIds } from "../kit/case-reader.ts";
import { type Running, startRunning } from "../kit/running.ts";
import { freshProof, sealedInput, type Send, sendDocument } from "../kit/script-visitor.ts";
import { makeVisitor } from "../kit/visitor.ts";

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");
const bytes = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, "base64url"));
const once = { "if-none-match": "*" };
const content = new Uint8Array(randomBytes(partCapacity + 5));

let running: Running;
const send: Send = async (path, body, headers = {}) => {
  const answer = await fetch(running.origin + path, {
    ...(body !== undefined && { method: "POST", body }),
    headers: { ...headers },
  });
  return { status: answer.status, text: await answer.text() };
};
const put = async (path: string, frame: Uint8Array, headers: Readonly<Record<string, string>> = once) => {
  const body = new Uint8Array(frame);
  return (await fetch(running.origin + path, { method: "PUT", body, headers })).status;
};
const asked = async (name: string, input: object) => {
  const { text: answer } = await sendDocument(send, name, { input });
  return Object.values(JSON.parse(answer).data)[0] as Record<string, never>;
};

beforeAll(async () => {
  running = await startRunning({ POW_COST: "1" });
});
afterAll(() => running.stop());

describe("a file", () => {
  it("goes from the reporter's hands into the investigator's, and is closed on all of its way", async () => {
    const receipt = new Uint8Array(randomBytes(15));
    const keys = await receiptKeys(receipt);
    const credential = text(keys.credential);
    const spki = publicHalf(await keepReportKey(join(import.meta.dirname, "../../.local/test-keys")));
    const facts = { agency: "so-noi-vu", position: "STAFF", breach: "DELAY", avoid: false, form: 1 };
    const narrative = "Gửi từ trình duyệt, kèm ảnh giấy hẹn.";
    const input = await sealedInput(receipt, await readOfficeKey(spki), facts, narrative);
    const filed = await sendDocument(send, "submit-report", { input, proof: await freshProof(send) });
    expect(filed.text).toContain("SubmitReportOk");

    const box = await asked("open-mailbox", { credential });
    const secret = await unwrapWithReceipt(bytes(box.receiptWrap ?? ""), keys.wrapping);
    if (!secret) throw new Error("the box does not open");
    const parts = partsOf(content.length);
    const places: { name: string; uploads: { path: string }[] } = (await asked("request-upload", {
      credential,
      file: Number(box.files) + 1,
      parts,
    })) as never;
    const id = text(randomBytes(16));
    for (const [index, { path }] of places.uploads.entries()) {
      const slice = content.subarray(index * partCapacity, (index + 1) * partCapacity);
      const frame = await sealPart(secret, keys.handle, { file: id, part: index + 1, parts }, slice);
      expect(await put(path, frame.subarray(1))).toBe(403);
      expect(await put(path, frame, {})).toBe(403);
      expect(await put(path, frame)).toBe(200);
      expect(await put(path, frame)).toBe(412);
    }
    const hash = createHash("sha256").update(content).digest("hex");
    const described = { id, parts, length: content.length, name: "giấy hẹn.jpg", kind: "image/jpeg", hash };
    const place = {
      handle: keys.handle,
      direction: "from-reporter",
      n: 1,
      previous: bytes(box.lastHash ?? ""),
    } as const;
    const body = text(await sealMessage(secret, place, 0, { body: "Kèm ảnh.", files: [described] }));
    const fingerprint = text(await fingerprintOf(keys, [1, "Kèm ảnh.", hash]));
    const attachments = [{ name: places.name, parts }];
    const posted = await asked("post-message", { credential, number: 1, body, fingerprint, attachments });
    expect(posted).toEqual({ __typename: "PostMessageOk" });

    const visitor = makeVisitor(running.origin);
    const token = await obtainToken({
      origin: running.origin,
      role: "casework:supervisor",
      unit: "so-noi-vu",
    });
    const query = `query ($id: ID!) { case(id: $id) { messages { body files { id key hash missing parts } } } }`;
    let found: { id: string; key: string; hash: string; missing: boolean; parts: string[] }[] = [];
    for (let tries = 0; found.length === 0 && tries < 40; tries += 1) {
      await sleep(500);
      const [caseId] = await caseIds(visitor, token);
      const reply = caseId && (await visitor.query("casework", token, query, { id: caseId }));
      found = (reply && JSON.parse(reply.text).data.case?.messages?.[0]?.files) || [];
    }
    const [file] = found;
    expect(file).toMatchObject({ id, hash, missing: false });
    const opened = await Promise.all(
      (file?.parts ?? []).map(async (path, index) => {
        const frame = new Uint8Array(await (await fetch(running.origin + path)).arrayBuffer());
        const part = await openPartWith(bytes(file?.key ?? ""), { file: id, part: index + 1, parts }, frame);
        return part.opened ? part.content : new Uint8Array(0);
      }),
    );
    expect(Buffer.concat(opened).equals(content)).toBe(true);

    const [first = ""] = file?.parts ?? [];
    const bare = first.split("?", 1)[0] ?? "";
    expect(await put(first, content.subarray(0, 9))).toBe(403);
    expect((await fetch(running.origin + bare)).status).toBe(403);
    expect((await fetch(running.origin + first.replace("/kept/", "/upload/"))).status).toBe(403);
    expect((await fetch(running.origin + first, { method: "DELETE" })).status).toBe(403);
  });

  it("that is refused is heard to its end first, so that the answer is never lost with the line", async () => {
    const frame = new Uint8Array(1024 * 1024);
    const answers = Array.from({ length: 150 }, () => put("/upload/nothing/1", frame));
    expect(new Set(await Promise.all(answers))).toEqual(new Set([403]));
  });
});
