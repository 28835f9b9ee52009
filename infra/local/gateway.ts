// The local HTTP front: turns a request into the API Gateway event (payload version 2) that the handlers know, and the
// handler's result into a response. Like the edge it adds the key that the handlers ask for, whatever the caller sent
// under its name. It passes on no address and no user agent, as the cloud's handlers read none.
import { edgeHeader } from "../../functions/platform/manifest.ts";
import type { IncomingMessage, ServerResponse } from "node:http";
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context as LambdaContext,
} from "aws-lambda";

export type LambdaHandler = (
  event: APIGatewayProxyEventV2,
  context: LambdaContext,
) => Promise<APIGatewayProxyStructuredResultV2 | string>;

/** What API Gateway itself would take of one request, in bytes. */
const gatewayLimit = 10 * 1024 * 1024;
const lambdaContext = {} as LambdaContext;

const bodyOf = async (request: IncomingMessage): Promise<Buffer | null> => {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    size += (part as Buffer).length;
    if (size > gatewayLimit) return null;
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
};

const passed = new Set(["content-type", "content-length", "authorization", "host", "accept", "origin"]);

const headersOf = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).flatMap(([name, value]) =>
      passed.has(name) && typeof value === "string" ? [[name, value]] : [],
    ),
  );

const eventOf = (request: IncomingMessage, body: Buffer, edgeKey: string): APIGatewayProxyEventV2 => {
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  const method = request.method ?? "GET";
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    headers: { ...headersOf(request), [edgeHeader]: edgeKey },
    requestContext: {
      accountId: "local",
      apiId: "local",
      domainName: request.headers.host ?? "127.0.0.1",
      domainPrefix: "local",
      http: { method, path: url.pathname, protocol: "HTTP/1.1", sourceIp: "", userAgent: "" },
      requestId: "local",
      routeKey: "$default",
      stage: "$default",
      time: "",
      timeEpoch: 0,
    },
    body: body.toString("base64"),
    isBase64Encoded: true,
  };
};

/** Answers one request with a Lambda handler, which is told the edge's key. */
export const answerWith = async (
  handler: LambdaHandler,
  edgeKey: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const body = await bodyOf(request);
  if (!body) {
    response.writeHead(413, { connection: "close" }).end();
    return;
  }
  const result = await handler(eventOf(request, body, edgeKey), lambdaContext);
  if (typeof result === "string") {
    response.end(result);
    return;
  }
  const headers = Object.entries(result.headers ?? {}).map(([name, value]) => [name, String(value)] as const);
  response.writeHead(result.statusCode ?? 200, Object.fromEntries(headers));
  response.end(Buffer.from(result.body ?? "", result.isBase64Encoded ? "base64" : "utf8"));
};
