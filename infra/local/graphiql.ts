// GraphiQL for the two staff APIs, on this machine only. The page carries all its script and style within itself and
// asks nothing of any other host.
import { renderGraphiQL } from "@graphql-yoga/render-graphiql";

/** The page that queries the API at `path`; the caller writes the bearer token into the header editor. */
export const graphiqlPage = (path: string): string =>
  renderGraphiQL({
    title: `Lá Chắn: ${path}`,
    endpoint: path,
    headers: JSON.stringify({ authorization: "Bearer " }),
    shouldPersistHeaders: false,
    subscriptionsProtocol: "SSE",
  });
