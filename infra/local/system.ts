// Everything that a room of people needs on one machine: stand-ins for the cloud's services, two identity providers,
// the functions, and what starts them. Nothing leaves this machine and nothing listens beyond it.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { startClockwork } from "./clockwork.ts";
import { environmentsOf, secretText } from "./environments.ts";
import { toBucket } from "./bucket-route.ts";
import { answerWith } from "./gateway.ts";
import { graphiqlPage } from "./graphiql.ts";
import { type Functions, loadFunctions } from "./load-functions.ts";
import { localDir } from "./local-dir.ts";
import { dropBucket, keptBucket, type Room } from "./rooms.ts";
import { makeSignIn, type SignIn } from "./sign-in.ts";
import { startStandIns } from "./stand-ins.ts";
import { type PageServer, startPages } from "./static-pages.ts";

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

interface Behind {
  readonly edgeKey: string;
  readonly rooms: Readonly<Record<Room, SignIn>>;
  /** Where the buckets are. */
  readonly objects: string;
  readonly pages: PageServer;
}

const routes = (functions: Functions, { edgeKey, rooms, objects, pages }: Behind) => {
  const api =
    (handler: Functions["intake"], page?: Answer): Answer =>
    (request, response) =>
      page && request.method === "GET"
        ? page(request, response)
        : answerWith(handler, edgeKey, request, response);
  const graphiql = (room: string): Answer => text(200, graphiqlPage(`/${room}/graphql`), "text/html");
  const table: readonly (readonly [string, Answer])[] = [
    ["/health", text(200, "ok\n")],
    ["/intake/graphql", api(functions.intake)],
    ["/casework/graphql", api(functions.casework, graphiql("casework"))],
    ["/protection/graphql", api(functions.protection, graphiql("protection"))],
    ["/plain", api(functions.portal)],
    ["/upload", toBucket(objects, dropBucket)],
    ["/kept", toBucket(objects, keptBucket)],
    ["/signed-in", text(200, signedInText)],
    ["/oidc/casework", (request, response) => rooms.casework.handle(request, response)],
    ["/oidc/protection", (request, response) => rooms.protection.handle(request, response)],
  ];
  return (path: string): Answer =>
    table.find(([prefix]) => path === prefix || path.startsWith(`${prefix}/`))?.[1] ??
    ((request, response) => pages(request, response, path));
};

/** Starts everything and resolves when it is ready to serve. */
export const startSystem = async ({ port }: { readonly port: number }): Promise<System> => {
  const dir = localDir();
  const origin = `http://127.0.0.1:${port}`;
  const standIns = await startStandIns(dir);
  const signInOf = (room: Room): Promise<SignIn> =>
    makeSignIn({ dir: join(dir, "sign-in"), room, issuer: `${origin}/oidc/${room}`, origin });
  const signIns = { casework: await signInOf("casework"), protection: await signInOf("protection") };
  const edgeKey = await secretText(dir, "edge-key");
  const functions = await loadFunctions(await environmentsOf({ dir, standIns, signIns, edgeKey }));

  const pages = await startPages(dir, standIns.kms.reportPublicKey);
  const { endpoint: objects } = standIns.objects;
  const answerFor = routes(functions, { edgeKey, rooms: signIns, objects, pages });
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    void Promise.resolve(answerFor(path)(request, response)).catch(() => response.destroy());
  });
  await listen(server, port);
  const clockwork = startClockwork(dir, functions, standIns);

  return {
    origin,
    failed: standIns.emulator.exited,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await clockwork.stop();
      await standIns.stop();
    },
  };
};
