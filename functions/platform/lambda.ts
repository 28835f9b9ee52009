// From an API Gateway event (payload version 2) to Apollo and back. The body is measured and parsed here, before
// anything else sees it, and is never quoted; every refusal has one shape; a refused request carries one error.
import { type ApolloServer, type BaseContext, HeaderMap } from "@apollo/server";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { refusalOf, type RequestRefusal } from "./api.ts";
import { evenSize } from "./even-size.ts";
import { maxDuration } from "./limits.ts";
import { errorClass, type Log, type LogFields } from "./log.ts";

export type Handler = (event: APIGatewayProxyEventV2) => Promise<APIGatewayProxyStructuredResultV2>;

export interface AdapterOptions<Context extends BaseContext> {
  readonly api: ApolloServer<Context>;
  readonly part: NonNullable<LogFields["part"]>;
  readonly log: Log;
  /** The step in which answers grow, in bytes; 1 where their size may be seen. */
  readonly sizeStep: number;
  /** The largest body taken, in bytes. */
  readonly maxBody: number;
  /** The GraphQL request that a parsed body stands for, or null when it is not of the API's form. */
  readonly request: (body: Readonly<Record<string, unknown>>) => object | null;
  /** The context of a request from its bearer token, or null when the caller has not signed in. */
  readonly context: (token: string | null) => Promise<Context | null>;
}

const statusOf: Readonly<Record<RequestRefusal, number>> = {
  malformed: 400,
  tooLong: 413,
  notSignedIn: 401,
  tryLater: 503,
  unexpected: 500,
};

const headers = {
  "content-type": "application/json; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
} as const;

const reply = (statusCode: number, body: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers,
  body,
});

const refuse = (code: RequestRefusal) => reply(statusOf[code], JSON.stringify({ errors: [refusalOf(code)] }));

const bodyOf = (event: APIGatewayProxyEventV2): Buffer =>
  Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");

const objectIn = (body: Buffer): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
};

const bearer = (event: APIGatewayProxyEventV2): string | null =>
  /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/u.exec(event.headers.authorization ?? "")?.[1] ?? null;

/** Keeps one error of a request that came to nothing. */
const oneError = (text: string): string => {
  const result: { data?: unknown; errors?: unknown[] } = JSON.parse(text);
  return result.errors && !result.data
    ? JSON.stringify({ ...result, errors: result.errors.slice(0, 1) })
    : text;
};

/** What the work comes to, or null when it takes longer than `milliseconds`. */
const within = async <T>(milliseconds: number, work: Promise<T>): Promise<T | null> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, milliseconds, null);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
};

/** The Lambda handler of an API. */
export const makeHandler = <Context extends BaseContext>(options: AdapterOptions<Context>): Handler => {
  options.api.startInBackgroundHandlingStartupErrorsByLoggingAndFailingAllRequests();

  const answer: Handler = async (event) => {
    const isJson = /^application\/json\s*(?:;|$)/iu.test(event.headers["content-type"] ?? "");
    if (event.requestContext.http.method !== "POST" || !isJson) return refuse("malformed");
    const raw = bodyOf(event);
    if (raw.length > options.maxBody) return refuse("tooLong");
    const context = await options.context(bearer(event));
    if (!context) return refuse("notSignedIn");
    const body = objectIn(raw);
    const request = body && options.request(body);
    if (!request) return refuse("malformed");
    const execution = options.api.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: "POST",
        headers: new HeaderMap([["content-type", "application/json"]]),
        search: "",
        body: request,
      },
      context: () => Promise.resolve(context),
    });
    const response = await within(maxDuration, execution);
    if (!response) return refuse("tryLater");
    if (response.body.kind !== "complete") return refuse("unexpected");
    return reply(response.status ?? 200, oneError(response.body.string));
  };

  const safely: Handler = async (event) => {
    try {
      return await answer(event);
    } catch (error) {
      options.log("REQUEST_FAILED", { part: options.part, error: errorClass(error) });
      return refuse("unexpected");
    }
  };

  return async (event) => {
    const result = await safely(event);
    return { ...result, body: evenSize(result.body ?? "", options.sizeStep) };
  };
};

const isObject = (value: unknown): value is object =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The request form of the staff APIs: a query, its variables, an operation's name; nothing else. */
export const freeQuery = (body: Readonly<Record<string, unknown>>): object | null => {
  const { query, variables, operationName, extensions, ...rest } = body;
  if (typeof query !== "string" || Object.keys(rest).length > 0) return null;
  if (!isObject(variables ?? {}) || !isObject(extensions ?? {})) return null;
  if (typeof (operationName ?? "") !== "string") return null;
  return { query, variables: variables ?? {}, ...(typeof operationName === "string" && { operationName }) };
};
