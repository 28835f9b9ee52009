// The watch over the browser is no good if it sleeps: here it is shown what no page of ours may do.
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startBrowser, type TestBrowser } from "../kit/browser.ts";

const planted = createServer((_request, response) => {
  response
    .writeHead(200, {
      "content-type": "text/html",
      "content-security-policy": "default-src 'none'; img-src *",
      "set-cookie": "planted=1",
    })
    .end(
      '<style>p { color: red }</style><script>document.title = "ran"</script><img src="//planted.example/x.png">',
    );
});

describe("the watch over the browser", () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    planted.listen(0, "127.0.0.1");
    [browser] = await Promise.all([startBrowser(), once(planted, "listening")]);
  });
  afterAll(async () => {
    await browser.stop();
    planted.close();
  });

  it("sees a request to elsewhere, a cookie and a breach of the policy, and no script runs", async () => {
    const { page, watch } = await browser.visit();
    await page.goto(`http://127.0.0.1:${(planted.address() as AddressInfo).port}/`);
    expect(watch.requests).toContain("http://planted.example/x.png");
    await expect.poll(() => watch.cookies).toContain("planted=1");
    expect(watch.complaints.join("\n")).toContain("http://planted.example/x.png: net::ERR_NAME_NOT_RESOLVED");
    expect(watch.complaints.join("\n")).toContain("violates the following Content Security Policy");
    expect(await page.title()).toBe("");
  });
});
