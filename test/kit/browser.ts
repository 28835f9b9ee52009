// A real headless Chromium without JavaScript, unpacked into a directory of its own, and a watch over all that it does:
// every request, every cookie, every complaint in the console. It can reach nothing but this machine.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packed from "@sparticuz/chromium";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";

const switches = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
];

/** What was seen of a visit so far; the lists grow while it goes on. */
export interface Watch {
  /** The address of every request. */
  readonly requests: string[];
  /** Every `set-cookie` header that came back. */
  readonly cookies: string[];
  /** Every error and warning in the console, what broke the content security policy included. */
  readonly complaints: string[];
}

export interface Visit {
  readonly page: Page;
  readonly watch: Watch;
  /** Ends the visit; the browser forgets it. */
  end(): Promise<void>;
}

export interface TestBrowser {
  /** A first visit by somebody new, with JavaScript off. */
  visit(options?: BrowserContextOptions): Promise<Visit>;
  /** Ends the browser and removes its directory. */
  stop(): Promise<void>;
}

/** Unpacks the browser into `dir`; the package looks at the environment for where, and which libraries to bring. */
const unpack = async (dir: string): Promise<string> => {
  const { TMPDIR, AWS_EXECUTION_ENV } = process.env;
  Object.assign(process.env, { TMPDIR: dir, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" });
  try {
    return await packed.executablePath();
  } finally {
    for (const [name, value] of Object.entries({ TMPDIR, AWS_EXECUTION_ENV })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
};

/** Tells the browser of the fonts that came with it; what the package itself says of them holds only in a Lambda. */
const tellOfFonts = async (dir: string): Promise<string> => {
  const file = join(dir, "fonts.conf");
  const places = `<dir>${join(dir, "fonts")}</dir><cachedir>${join(dir, "fonts-cache")}</cachedir>`;
  await writeFile(file, `<?xml version="1.0"?><fontconfig>${places}</fontconfig>`);
  return file;
};

/** A page that refuses is still a page: the console notes its status, which the test looks at for itself. */
const isStatusOfThePage = (complaint: string, place: string, page: string): boolean =>
  place === page && /^Failed to load resource: .* status of 4\d\d /u.test(complaint);

const watchOver = (page: Page): Watch => {
  const watch: Watch = { requests: [], cookies: [], complaints: [] };
  page.on("request", (request) => {
    watch.requests.push(request.url());
  });
  page.on("response", (response) => {
    void response.headerValue("set-cookie").then(
      (cookie) => void (cookie !== null && watch.cookies.push(cookie)),
      () => undefined,
    );
  });
  page.on("console", (message) => {
    if (message.type() !== "error" && message.type() !== "warning") return;
    if (!isStatusOfThePage(message.text(), message.location().url, page.url()))
      watch.complaints.push(message.text());
  });
  page.on("requestfailed", (request) => {
    watch.complaints.push(`${request.url()}: ${request.failure()?.errorText}`);
  });
  return watch;
};

/** Starts the browser. */
export const startBrowser = async (): Promise<TestBrowser> => {
  const dir = await mkdtemp(join(tmpdir(), "la-chan-browser-"));
  const executablePath = await unpack(dir);
  const browser = await chromium.launch({
    executablePath,
    args: switches,
    // Going back must find what it finds for everybody else.
    ignoreDefaultArgs: ["--disable-back-forward-cache"],
    env: {
      HOME: dir,
      TMPDIR: dir,
      FONTCONFIG_FILE: await tellOfFonts(dir),
      LD_LIBRARY_PATH: join(dir, "al2023", "lib"),
    },
  });
  return {
    visit: async (options = {}) => {
      const context = await browser.newContext({ javaScriptEnabled: false, locale: "vi-VN", ...options });
      const page = await context.newPage();
      return { page, watch: watchOver(page), end: () => context.close() };
    },
    stop: async () => {
      await browser.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
};
