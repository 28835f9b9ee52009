// The pages that work without JavaScript. No cookie, no script, no third party; nothing of a request but its form is
// read, and nothing of it is logged.
import { type Context, Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { evenSize } from "../platform/even-size.ts";
import { atLeast } from "../platform/pace.ts";
import { errorClass } from "../platform/log.ts";
import type { Answer, Desk, Fields } from "./desk.ts";
import { emptyForm, fileReport, formTooLong } from "./file-report.ts";
import { brokenPage, notFoundPage, refusalPage } from "./pages/refusal.ts";
import { safetyPage } from "./pages/safety.ts";
import { stylesheet } from "./pages/stylesheet.ts";
import { askReceipt, readMailbox, writeMessage } from "./visit-mailbox.ts";

const maxBody = 160 * 1024;
/** Up to this a form that is too long is still read, so that it can be given back. */
const maxGivenBack = 1024 * 1024;

const headers = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    styleSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: "no-referrer",
  xFrameOptions: "DENY",
});

const sizeOf = async (c: Context): Promise<number> => (await c.req.raw.clone().arrayBuffer()).byteLength;

type Act = (desk: Desk, fields: Fields) => Promise<Answer>;

const paced =
  (act: Act): Act =>
  (desk, fields) =>
    atLeast(desk.mailboxFloor, act(desk, fields));

const formOf = async (c: Context): Promise<Fields> => {
  try {
    return await c.req.parseBody();
  } catch {
    return {};
  }
};

/** The Hono application of the plain pages. */
export const makePortal = (desk: Desk): Hono => {
  const app = new Hono();
  const answer = (c: Context, { status, page }: Answer) => c.html(page, status);
  const posted = (act: Act, tooLong: (fields: Fields) => Answer) => async (c: Context) => {
    const size = await sizeOf(c);
    if (size > maxGivenBack) return c.html(refusalPage({ code: "tooLong" }, 413), 413);
    const fields = await formOf(c);
    return answer(c, size > maxBody ? tooLong(fields) : await act(desk, fields));
  };
  const plainTooLong = (): Answer => ({ status: 413, page: refusalPage({ code: "tooLong" }, 413) });

  app.use(headers);
  app.use(async (c, next) => {
    await next();
    c.header("cache-control", "no-store");
    if (!c.res.headers.get("content-type")?.startsWith("text/html")) return;
    const { status, headers: kept } = c.res;
    c.res = new Response(evenSize(await c.res.text()), { status, headers: kept });
  });
  app.get("/plain/style.css", (c) => c.body(stylesheet, 200, { "content-type": "text/css; charset=utf-8" }));
  app.get("/plain/safety", (c) => c.html(safetyPage()));
  app.get("/plain/report", (c) => answer(c, emptyForm(desk)));
  app.post(
    "/plain/report",
    posted(fileReport, (fields) => formTooLong(desk, fields)),
  );
  app.get("/plain/mailbox", (c) => answer(c, askReceipt()));
  app.post("/plain/mailbox", posted(paced(readMailbox), plainTooLong));
  app.post("/plain/mailbox/message", posted(paced(writeMessage), plainTooLong));
  app.notFound((c) => c.html(notFoundPage(), 404));
  app.onError((error, c) => {
    desk.log("REQUEST_FAILED", { part: "portal", error: errorClass(error) });
    return c.html(brokenPage(), 500);
  });
  return app;
};
