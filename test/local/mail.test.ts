// The local mail, asked by the real client.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  BadRequestException,
  SendEmailCommand,
  SESv2Client,
  TooManyRequestsException,
} from "@aws-sdk/client-sesv2";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeMail } from "../../functions/platform/mail.ts";
import type { Service } from "../../infra/local/aws-service.ts";
import { startMail } from "../../infra/local/mail.ts";

const letter = { subject: "Thông báo · Notice", text: "Một dòng.\nOne line.\n" };
let dir = "";
let refusals = 0;
let service: Service;
let client: SESv2Client;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "la-chan-mail-"));
  service = await startMail({ dir, throttle: () => refusals-- > 0 });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  client = new SESv2Client({ endpoint: service.endpoint, region: "ap-southeast-1", credentials });
});
afterAll(async () => {
  client.destroy();
  await service.stop();
  await rm(dir, { recursive: true });
});

const filesOf = (sender: string): Promise<string[]> => readdir(join(dir, "mail", sender)).catch(() => []);

describe("the local mail", () => {
  it("lays a letter down where it can be read, in the sender's folder", async () => {
    await makeMail(client, "mot@la-chan.invalid", letter).send("an@example.invalid");
    const [name] = await filesOf("mot@la-chan.invalid");
    const text = await readFile(join(dir, "mail", "mot@la-chan.invalid", name ?? ""), "utf8");
    expect(text).toContain("\r\nFrom: mot@la-chan.invalid\r\nTo: an@example.invalid\r\n");
    expect(text).toContain("\r\nSubject: Thông báo · Notice\r\n");
    expect(text.endsWith("\r\n\r\nMột dòng.\r\nOne line.\r\n")).toBe(true);
  });

  it("turns letters away as too many, which the client tries again by itself", async () => {
    const mail = makeMail(client, "hai@la-chan.invalid", letter);
    refusals = 2;
    await mail.send("an@example.invalid");
    expect(await filesOf("hai@la-chan.invalid")).toHaveLength(1);
    refusals = 3;
    await expect(mail.send("an@example.invalid")).rejects.toThrow(TooManyRequestsException);
    refusals = 0;
    expect(await filesOf("hai@la-chan.invalid")).toHaveLength(1);
  });

  it("takes nothing but one plain letter to one plain address", async () => {
    const input = (to: string[], from = "ba@la-chan.invalid") => ({
      FromEmailAddress: from,
      Destination: { ToAddresses: to },
      Content: {
        Simple: {
          Subject: { Data: "s", Charset: "UTF-8" },
          Body: { Text: { Data: "t", Charset: "UTF-8" } },
        },
      },
    });
    for (const bad of [
      input([]),
      input(["an@example.invalid", "ba@example.invalid"]),
      input(["../an@example.invalid"]),
      input(["an@example.invalid\r\nBcc: ba@example.invalid"]),
      input(["an@example.invalid"], "../../ba@la-chan.invalid"),
      { ...input(["an@example.invalid"]), ReplyToAddresses: ["ba@example.invalid"] },
    ])
      await expect(client.send(new SendEmailCommand(bad))).rejects.toThrow(BadRequestException);
    expect(await filesOf("ba@la-chan.invalid")).toEqual([]);
  });
});
