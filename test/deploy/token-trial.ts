// Tokens that must not be taken, each beside one that is: altered, of the other room, of the wrong kind, and expired.
// No pool gives out an expired token, so that one is signed with a key of the trial's own, which the stage names beside
// the pool's: the function takes a fresh token of that key when asked directly, and no expired one.
import { InvokeCommand, type LambdaClient } from "@aws-sdk/client-lambda";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { edgeHeader } from "../../functions/platform/manifest.ts";

/** A key of the trial's own; it can say how it is named to the functions. */
export const makeTrialKey = async () => {
  const kid = "of-the-trial";
  const { privateKey, publicKey } = await generateKeyPair("RS256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid, alg: "RS256", use: "sig" };
  return {
    jwk,
    /** An access token of the issuer and client that ends `seconds` from now. */
    sign: (issuer: string, client: string, groups: readonly string[], seconds: number): Promise<string> =>
      new SignJWT({ token_use: "access", client_id: client, "cognito:groups": groups })
        .setProtectedHeader({ alg: "RS256", kid })
        .setIssuer(issuer)
        .setSubject("trial")
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1000) + seconds)
        .sign(privateKey),
  };
};
export type TrialKey = Awaited<ReturnType<typeof makeTrialKey>>;

/** The same token with the last letter of its claims changed. */
export const altered = (token: string): string => {
  const [head = "", claims = "", signature = ""] = token.split(".");
  const last = claims.at(-2) === "A" ? "B" : "A";
  return [head, claims.slice(0, -2) + last + claims.slice(-1), signature].join(".");
};

/** The status that a staff function answers when asked directly, past the gateway. */
export const askFunction = async (
  lambda: LambdaClient,
  functionName: string,
  edgeKey: string,
  token: string,
): Promise<number> => {
  const event = {
    rawPath: "/casework/graphql",
    rawQueryString: "",
    headers: {
      "content-type": "application/json",
      authorization: `Bearer ${token}`,
      [edgeHeader]: edgeKey,
    },
    requestContext: { http: { method: "POST" } },
    body: JSON.stringify({ query: "{ me { unit { id } } }" }),
    isBase64Encoded: false,
  };
  const { Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: functionName, Payload: JSON.stringify(event) }),
  );
  return JSON.parse(Buffer.from(Payload ?? []).toString("utf8")).statusCode;
};
