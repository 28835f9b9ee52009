// Builds the static pages of a release into a folder: every page in every language, the style, and the two scripts with
// the office's public key inside, each file named by the hash that the pages hold it to. Only this and who deploys ever
// write there.
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { build as bundle, transform } from "esbuild";
import { stylesheet } from "../../functions/portal/pages/stylesheet.ts";
import { type Asset, type Html, page } from "./frame.ts";
import { filesAfterFiling } from "./file-place.ts";
import { mailboxPage } from "./mailbox-page.ts";
import { absentPage, doorsPage, homePage, safetyPage } from "./reading-pages.ts";
import { reportPage } from "./report-page.ts";
import { type Language, pathIn, type Texts, texts } from "./texts.ts";

const web = join(import.meta.dirname, "..");
const documents = join(web, "../schema/intake/documents");

/** The documents that the scripts send, by the name of their file, as the public API knows them. */
const documentIds = async (): Promise<Record<string, string>> => {
  const files = (await readdir(documents)).filter((name) => name.endsWith(".graphql")).sort();
  const entries = files.map(async (name) => {
    const hash = createHash("sha256").update(await readFile(join(documents, name)));
    return [name.replace(/\.graphql$/u, ""), `sha256:${hash.digest("hex")}`] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
};

const scriptText = async (name: string, spki: Uint8Array, later?: Asset): Promise<string> => {
  const { outputFiles } = await bundle({
    entryPoints: [join(web, `script/${name}.ts`)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    platform: "browser",
    target: "es2022",
    legalComments: "none",
    logLevel: "silent",
    define: {
      OFFICE_KEY: JSON.stringify(Buffer.from(spki).toString("base64")),
      LATER: JSON.stringify(later ?? null),
      DOCUMENT_IDS: JSON.stringify(await documentIds()),
    },
  });
  return outputFiles[0]?.text ?? "";
};

const write = async (dir: string, path: string, text: string): Promise<void> => {
  const file = join(dir, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
};

/** Writes a file under a name that its content decides. */
const asset = async (dir: string, name: string, kind: "css" | "js", text: string): Promise<Asset> => {
  const hash = createHash("sha384").update(text).digest();
  const path = `/assets/${name}-${hash.toString("hex").slice(0, 16)}.${kind}`;
  await write(dir, path, text);
  return { path, integrity: `sha384-${hash.toString("base64")}` };
};

interface Page {
  readonly path: string;
  readonly title: (own: Texts) => string;
  readonly body: (language: Language, own: Texts) => Html;
  readonly script?: Asset;
}

export interface Release {
  /** The office's public key, SPKI in DER. */
  readonly spki: Uint8Array;
  /** Where a weakness is reported, as an address with its scheme, and until when that holds (ISO 8601). */
  readonly contact: string;
  readonly expires: string;
}

/** Builds all pages of a release into `dir`. */
export const buildPages = async (dir: string, { spki, contact, expires }: Release): Promise<void> => {
  const fingerprint = createHash("sha256").update(spki).digest("hex");
  const css = stylesheet + (await readFile(join(web, "style.css"), "utf8"));
  const style = await asset(
    dir,
    "style",
    "css",
    (await transform(css, { loader: "css", minify: true })).code,
  );
  const later = await asset(dir, "later", "js", await scriptText("later", spki));
  const report = await asset(dir, "report", "js", await scriptText("report", spki, later));
  const mailbox = await asset(dir, "mailbox", "js", await scriptText("mailbox", spki, later));
  const pages: readonly Page[] = [
    {
      path: "/",
      title: ({ home }) => home.title,
      body: (language, own) => homePage(language, own, fingerprint),
    },
    {
      path: "/report",
      title: (own) => own.report.title,
      body: (language, own) => reportPage(language, own, fingerprint, filesAfterFiling(own)),
      script: report,
    },
    {
      path: "/mailbox",
      title: (own) => own.mailbox.title,
      body: (_, own) => mailboxPage(own),
      script: mailbox,
    },
    { path: "/safety", title: ({ safety }) => safety.title, body: (_, own) => safetyPage(own) },
    { path: "/doors", title: (own) => own.doorsPage.title, body: doorsPage },
    {
      path: "/404",
      title: ({ missing }) => missing.title,
      body: (language, own) => absentPage(language, own, own.missing),
    },
    {
      path: "/500",
      title: ({ failed }) => failed.title,
      body: (language, own) => absentPage(language, own, own.failed),
    },
  ];
  for (const language of ["vi", "en"] as const) {
    const own = texts[language];
    for (const { path, title, body, script } of pages) {
      const absent = path === "/404" || path === "/500";
      const text = await page({
        language,
        title: title(own),
        ...(!absent && { path }),
        body: body(language, own),
        style,
        ...(script && { script }),
      });
      const name = pathIn(language, path);
      // The indents are for who reads the source; a slow line carries none of them.
      const lean = String(text).replaceAll(/\s*\n\s*/gu, "\n");
      await write(dir, name === "/" ? "/index.html" : name, lean);
    }
  }
  await write(dir, "/favicon.svg", await readFile(join(web, "favicon.svg"), "utf8"));
  await write(dir, "/robots.txt", await readFile(join(web, "pages/robots.txt"), "utf8"));
  const languages = "Preferred-Languages: vi, en";
  await write(dir, "/.well-known/security.txt", `Contact: ${contact}\nExpires: ${expires}\n${languages}\n`);
};
