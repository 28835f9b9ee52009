// Everything that a room of people needs on one machine: emulator, key service, two identity providers, the five
// functions and a clock that runs admit. Nothing leaves this machine and nothing listens beyond it.
import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { createTables } from "./create-tables.ts";
import { startEmulator } from "./emulator.ts";
import { answerWith } from "./gateway.ts";
import { graphiqlPage } from "./graphiql.ts";
import { startKms } from "./kms.ts";
import { type Functions, loadFunctions } from "./load-functions.ts";
import { keepSecret, localDir } from "./local-dir.ts";
import { makeSignIn, type SignIn } from "./sign-in.ts";

const admitEvery = 2_000;

export interface System {
  readonly origin: string;
  /** Resolves when something the system cannot do without has ended by itself. */
  readonly failed: Promise<void>;
  stop(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void> | void;

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject).listen(port, "127.0.0.1", resolve);
  });

const signedInText =
  "Đã đăng nhập. Lấy mã truy cập bằng lệnh: npm run token -- --role … --unit …\nSigned in. For a token run: npm run token -- --role … --unit …\n";

const text = (status: number, body: string, type = "text/plain"): Answer => {
  return (_request, response) => {
    response
      .writeHead(status, { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" })
      .end(body);
  };
};

const routes = (functions: Functions, rooms: Readonly<Record<"casework" | "protection", SignIn>>) => {
  const api =
    (handler: Functions["intake"], page?: Answer): Answer =>
    (request, response) =>
      page && request.method === "GET" ? page(request, response) : answerWith(handler, request, response);
  const graphiql = (room: string): Answer => text(200, graphiqlPage(`/${room}/graphql`), "text/html");
  const table: readonly (readonly [string, Answer])[] = [
    ["/health", text(200, "ok\n")],
    ["/intake/graphql", api(functions.intake)],
    ["/casework/graphql", api(functions.casework, graphiql("casework"))],
    ["/protection/graphql", api(functions.protection, graphiql("protection"))],
    ["/signed-in", text(200, signedInText)],
    ["/oidc/casework", (request, response) => rooms.casework.handle(request, response)],
    ["/oidc/protection", (request, response) => rooms.protection.handle(request, response)],
  ];
  const portal: Answer = (request, response) => answerWith(functions.portal, request, response);
  return (path: string): Answer =>
    table.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1] ?? portal;
};

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
const secret = async (dir: string, name: string): Promise<string> =>
  base64(Buffer.from(await keepSecret(dir, name, () => Promise.resolve(randomBytes(32)))));

/** Starts everything and resolves when it is ready to serve. */
export const startSystem = async ({ port }: { readonly port: number }): Promise<System> => {
  const dir = localDir();
  const origin = `http://127.0.0.1:${port}`;
  const emulator = await startEmulator({ dir });
  const kms = await startKms({ dir });
  const environment = {
    AWS_REGION: "ap-southeast-1",
    AWS_ACCESS_KEY_ID: "local",
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_ENDPOINT_URL_DYNAMODB: emulator.endpoint,
    AWS_ENDPOINT_URL_KMS: kms.endpoint,
  };
  Object.assign(process.env, environment);
  const tables = await createTables(emulator.endpoint, "la-chan-");
  const [casework, protection] = await Promise.all(
    (["casework", "protection"] as const).map((room) =>
      makeSignIn({ dir: join(dir, "sign-in"), room, issuer: `${origin}/oidc/${room}`, origin }),
    ),
  );
  if (!casework || !protection) throw new Error("no sign-in");
  const staff = (signIn: SignIn) => ({
    ISSUER: signIn.issuer,
    CLIENT_ID: signIn.clientId,
    ISSUER_KEYS: JSON.stringify(signIn.jwks),
  });
  const cursorKey = await secret(dir, "cursor-key");
  const inside = { REPORTS_TABLE: tables.reports, WRAPS_TABLE: tables.wraps, CASES_TABLE: tables.cases };
  const functions = await loadFunctions({
    intake: { MAILBOX_TABLE: tables.mailbox, POW_KEY: await secret(dir, "pow-key") },
    portal: {
      MAILBOX_TABLE: tables.mailbox,
      REPORT_PUBLIC_KEY: base64(kms.reportPublicKey),
      FORM_KEY: await secret(dir, "form-key"),
    },
    casework: {
      ...inside,
      ...staff(casework),
      MAILBOX_TABLE: tables.mailbox,
      REPORT_KEY_ID: kms.keys.report,
      ROOM_KEY_ID: kms.keys.casework,
      CURSOR_KEY: cursorKey,
    },
    protection: {
      ...staff(protection),
      PROTECTIONS_TABLE: tables.protections,
      ROOM_KEY_ID: kms.keys.protection,
      CURSOR_KEY: cursorKey,
    },
    admit: {
      ...inside,
      MAILBOX_TABLE: tables.mailbox,
      MINIMUM_BATCH: "1",
      MAXIMUM_WAIT: "0",
      WORKING_DAYS_ONLY: "no",
    },
  });

  const answerFor = routes(functions, { casework, protection });
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    void Promise.resolve(answerFor(path)(request, response)).catch(() => response.destroy());
  });
  await listen(server, port);

  let admitting: Promise<void> = Promise.resolve();
  let stopped = false;
  const timer = setInterval(() => {
    admitting = admitting.then(() => (stopped ? undefined : functions.admit())).catch(() => undefined);
  }, admitEvery);

  return {
    origin,
    failed: emulator.exited,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await admitting;
      await kms.stop();
      await emulator.stop();
      for (const name of Object.keys(environment)) delete process.env[name];
    },
  };
};
