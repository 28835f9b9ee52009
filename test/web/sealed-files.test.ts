// Photos that go with a sealed report: cleaned on the device, sealed, put part by part through the same origin, and
// opened by the investigator. Neither the file's name nor what it told of its place ever leaves the browser.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPartWith } from "../../functions/sealing/file.ts";
import { makeAviary, makeDetector } from "../kit/canary.ts";
import { act, casesOf, file, nextCase, openBox, type Scene, startScene } from "./sealed-visit.ts";
import { eventually, signIn, type StaffMember } from "./staff-desk.ts";

interface Filed {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  readonly kind: string;
  readonly length: number;
  readonly missing: boolean;
  readonly parts: readonly string[];
}

/** A photo as a telephone takes it: a picture drawn by the browser, with a note of its place in an EXIF segment. */
const photo = async (page: Page, place: string): Promise<Buffer> => {
  const picture = await page.screenshot({ type: "jpeg", quality: 60 });
  const note = Buffer.concat([Buffer.from("Exif\0\0"), Buffer.from(place)]);
  const head = Buffer.from([0xff, 0xe1, 0, 0]);
  head.writeUInt16BE(note.length + 2, 2);
  return Buffer.concat([picture.subarray(0, 2), head, note, picture.subarray(2)]);
};

describe("photos with a sealed report", () => {
  let scene: Scene;
  let supervisor: StaffMember;
  beforeAll(async () => {
    scene = await startScene();
    supervisor = await signIn(scene.running.origin, "supervisor", "so-noi-vu");
  });
  afterAll(() => scene.stop());

  const filesOf = (caseId: string, count: number): Promise<readonly Filed[]> =>
    eventually(async () => {
      const query = `query ($id: ID!) { case(id: $id) {
        messages { files { id key name kind length missing parts } }
      } }`;
      const answer = await supervisor<{ case: { messages: { files: Filed[] }[] } }>(query, { id: caseId });
      const files = answer.case.messages.flatMap((message) => message.files);
      return files.length >= count ? files : null;
    });

  const opened = async ({ id, key, length, parts }: Filed): Promise<Buffer> => {
    const contents = await Promise.all(
      parts.map(async (path, index) => {
        const frame = new Uint8Array(await (await fetch(scene.running.origin + path)).arrayBuffer());
        const place = { file: id, part: index + 1, parts: parts.length };
        const part = await openPartWith(new Uint8Array(Buffer.from(key, "base64url")), place, frame);
        if (!part.opened) throw new Error("a part does not open");
        return part.content;
      }),
    );
    return Buffer.concat(contents).subarray(0, length);
  };

  it("are sent behind the receipt and with a message, and read as clean copies", async () => {
    const known = await casesOf(supervisor);
    const aviary = makeAviary(21);
    const [name, place] = [aviary.plant("fileName", "file"), aviary.plant("place", "file")];
    const { page, watch, end } = await scene.visit({ viewport: { width: 390, height: 844 } });
    const detect = makeDetector(aviary.planted);
    const leaks: string[] = [];
    page.on("request", (request) => {
      const body = request.postDataBuffer() ?? Buffer.alloc(0);
      for (const part of [request.url(), JSON.stringify(request.headers()), body])
        if (detect(part, "request").length > 0) leaks.push(request.url());
    });
    await page.goto(scene.at("/report"));
    const picture = await photo(page, place);
    const receipt = await file(page);
    const chosen = { name: `${name}.jpg`, mimeType: "image/jpeg", buffer: picture };
    await page.locator("#files").setInputFiles([chosen, chosen]);
    await page.locator("#file-list > li").nth(1).waitFor();
    await page.locator("#send-files").click();
    await page.locator("#files-sent:not([hidden])").waitFor();

    await page.goto(scene.at("/mailbox"));
    await openBox(page, receipt);
    await page.locator("#files").setInputFiles(chosen);
    await page.locator("#originals").check();
    // The line breaks in the middle of the first file, and comes back.
    let broken = 0;
    await page.route("**/upload/**", (route) => {
      broken += 1;
      return broken === 1 ? route.abort("connectionreset") : route.fallback();
    });
    await page.locator("#post").click();
    await page.locator("#sent:not([hidden])").waitFor();
    expect(broken).toBeGreaterThan(2);
    expect(leaks).toEqual([]);
    expect(new Set(watch.requests.map((address) => new URL(address).origin))).toEqual(
      new Set([scene.running.origin]),
    );
    await end();

    const caseId = await nextCase(supervisor, known);
    const met = { wrongdoerClear: true, evidenceConcrete: true, checkable: true };
    await act(supervisor, "screenCase", { caseId, ...met });
    const files = await filesOf(caseId, 4);
    expect(files.map((one) => [one.name, one.kind, one.missing])).toEqual([
      ["tep-1.jpg", "image/jpeg", false],
      ["tep-2.jpg", "image/jpeg", false],
      ["tep-1.jpg", "image/jpeg", false],
      ["ban-goc-1.jpg", "image/jpeg", false],
    ]);
    const [first, second, third, original] = await Promise.all(files.map(opened));
    for (const clean of [first, second, third]) {
      expect(clean?.includes(place)).toBe(false);
      // What is left is the picture as it was drawn.
      expect(clean?.subarray(-1000)).toEqual(picture.subarray(-1000));
    }
    expect(original).toEqual(picture);
  });

  it("go on where they stopped when the line comes back", async () => {
    const { page, end } = await scene.visit();
    await page.goto(scene.at("/report"));
    await file(page);
    const arrived: string[] = [];
    let isUp = true;
    await page.route("**/upload/**", (route) => {
      const path = new URL(route.request().url()).pathname;
      if (arrived.length === 2) isUp = false;
      if (!isUp) return route.abort("connectionreset");
      arrived.push(path);
      return route.fallback();
    });
    const buffer = Buffer.alloc(3_000_000, "ghi âm ");
    await page.locator("#files").setInputFiles({ name: "ghi-am.bin", mimeType: "audio/amr", buffer });
    await page.locator("#send-files").click();
    await page.locator("#file-problems [data-text=line]:not([hidden])").waitFor();
    expect(await page.locator("#file-list [data-text=stopped]").isVisible()).toBe(true);
    expect(arrived).toHaveLength(2);
    await page.unroute("**/upload/**");
    page.on("request", (request) => {
      if (request.method() === "PUT") arrived.push(new URL(request.url()).pathname);
    });
    await page.locator("#send-files").click();
    await page.locator("#files-sent:not([hidden])").waitFor();
    expect(arrived.map((path) => path.split("/").at(-1))).toEqual(["1", "2", "3", "4"]);
    expect(new Set(arrived.map((path) => path.split("/").at(-2))).size).toBe(1);
    await end();
  });
});
