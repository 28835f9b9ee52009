// What answers over HTTP: the public door (GraphQL and the plain pages) and the two rooms, each a function with a role
// of its own. No access log and no tracing: neither an address nor the second of a visit may be written down here.
import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import { Secret } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";
import { manifest as casework } from "../functions/casework/manifest.ts";
import { manifest as intake } from "../functions/intake/manifest.ts";
import { manifest as portal } from "../functions/portal/manifest.ts";
import { manifest as protection } from "../functions/protection/manifest.ts";
import { BundledFunction } from "./constructs/bundled-function.ts";
import { addRoutes } from "./constructs/function-route.ts";
import type { FunctionManifest, Room, Stores } from "./constructs/grants.ts";
import type { Stage } from "./stage.ts";

export interface ApiStackProps {
  readonly stage: Stage;
  readonly data: Stores;
}

export class ApiStack extends Stack {
  /** What whoever deploys reads off: where it answers, and which key's public half belongs into the next release. */
  readonly outputs: readonly CfnOutput[];

  constructor(scope: Construct, id: string, { stage, data }: ApiStackProps) {
    super(scope, id, { terminationProtection: stage.production });
    const api = new HttpApi(this, "Http");
    const make = (
      name: string,
      manifest: FunctionManifest,
      side: "public" | "staff",
      values: Record<string, string>,
    ) =>
      new BundledFunction(this, name, {
        manifest,
        folder: manifest.name,
        stores: data,
        values,
        side,
        timeout: Duration.seconds(15),
      });
    const roomValues = (room: Room): Record<string, string> => ({
      REPORT_KEY_ID: data.reportKey.keyArn,
      ROOM_KEY_ID: data.roomKeys[room].keyArn,
      CURSOR_KEY: this.#drawnKey(`${room === "casework" ? "Casework" : "Protection"}CursorKey`),
      ISSUER: stage[room].issuer,
      CLIENT_ID: stage[room].clientId,
    });

    addRoutes(api, make("Intake", intake, "public", { POW_KEY: this.#drawnKey("PowKey") }), [
      [HttpMethod.POST, "/intake/graphql"],
    ]);
    const pages = make("Portal", portal, "public", {
      REPORT_PUBLIC_KEY: stage.reportPublicKey,
      FORM_KEY: this.#drawnKey("FormKey"),
    });
    addRoutes(api, pages, [
      [HttpMethod.GET, "/"],
      [HttpMethod.ANY, "/plain/{proxy+}"],
    ]);
    const cases = make("Casework", casework, "staff", roomValues("casework"));
    addRoutes(api, cases, [[HttpMethod.POST, "/casework/graphql"]], stage.casework);
    const proposals = make("Protection", protection, "staff", roomValues("protection"));
    addRoutes(api, proposals, [[HttpMethod.POST, "/protection/graphql"]], stage.protection);

    this.outputs = [
      new CfnOutput(this, "HttpApiId", { value: api.apiId }),
      new CfnOutput(this, "ReportKeyArn", { value: data.reportKey.keyArn }),
    ];
  }

  /**
   * A key drawn by the cloud at the first deploy, 32 bytes as base64, put into the environment when the stack is
   * deployed. It guards a form against replay or a cursor against change, and its loss opens nothing. It is not a KMS
   * key, because every call to KMS leaves an exact time in the provider's record, one for each visitor.
   */
  #drawnKey(id: string): string {
    const secret = new Secret(this, id, {
      generateSecretString: { passwordLength: 43, excludePunctuation: true },
    });
    return `${secret.secretValue.unsafeUnwrap()}=`;
  }
}
