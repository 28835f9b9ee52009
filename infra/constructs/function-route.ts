// Puts a function behind paths of the HTTP API. A room's API always stands behind an authorizer of its own, so that a
// token of the one room never reaches the code of the other; the public paths ask nobody who he is.
import type { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import type { SignIn } from "../identity-stack.ts";
import type { BundledFunction } from "./bundled-function.ts";

type Route = readonly [method: HttpMethod, path: string];

/** Routes to the function named by its construct; with `signIn`, only bearers of that issuer and client get through. */
export const addRoutes = (
  api: HttpApi,
  target: BundledFunction,
  routes: readonly Route[],
  signIn?: SignIn,
): void => {
  const { id } = target.node;
  const integration = new HttpLambdaIntegration(id, target.function);
  const authorizer =
    signIn && new HttpJwtAuthorizer(`${id}Tokens`, signIn.issuer, { jwtAudience: [signIn.clientId] });
  for (const [method, path] of routes)
    api.addRoutes({ path, methods: [method], integration, ...(authorizer && { authorizer }) });
};
