// What answers over HTTP: the public door (GraphQL and the plain pages) and the two rooms, each a function with a role
// of its own. No access log and no tracing: neither an address nor the second of a visit may be written down here.
import { CfnOutput, Duration, Stack } from "aws-cdk-lib";
import { CfnStage, HttpApi, HttpMethod } from "aws-cdk-lib/aws-apigatewayv2";
import type { Construct } from "constructs";
import { manifest as casework } from "../functions/casework/manifest.ts";
import { manifest as intake } from "../functions/intake/manifest.ts";
import { manifest as portal } from "../functions/portal/manifest.ts";
import { manifest as protection } from "../functions/protection/manifest.ts";
import { BundledFunction } from "./constructs/bundled-function.ts";
import { drawnKey } from "./constructs/drawn-key.ts";
import { drawEdgeKeys } from "./constructs/edge-keys.ts";
import { addRoutes } from "./constructs/function-route.ts";
import type { FunctionManifest, Room, Stores } from "./constructs/manifest.ts";
import type { SignIn } from "./identity-stack.ts";
import type { Stage } from "./stage.ts";

export interface ApiStackProps {
  readonly stage: Stage;
  /** SPKI in DER as base64. */
  readonly reportPublicKey: string;
  readonly data: Stores;
  readonly signIns: Readonly<Record<Room, SignIn>>;
}

const title = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const functionNames = ["intake", "portal", "casework", "protection"] as const;

/** Requests a second, of everybody together, and how many at once after a quiet time. */
const throttle = { throttlingRateLimit: 100, throttlingBurstLimit: 200 } as const;

export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly functions: Readonly<Record<(typeof functionNames)[number], BundledFunction>>;

  constructor(scope: Construct, id: string, { stage, reportPublicKey, data, signIns }: ApiStackProps) {
    super(scope, id, { terminationProtection: stage.production });
    this.api = new HttpApi(this, "Http");
    const { defaultStage } = this.api;
    if (defaultStage?.node.defaultChild instanceof CfnStage)
      defaultStage.node.defaultChild.defaultRouteSettings = throttle;

    const EDGE_KEYS = drawEdgeKeys(this, stage);
    const make = (manifest: FunctionManifest, side: "public" | "staff", values: Record<string, string>) =>
      new BundledFunction(this, title(manifest.name), {
        manifest,
        folder: manifest.name,
        stores: data,
        values: { ...values, EDGE_KEYS },
        side,
        timeout: Duration.seconds(15),
        ...(side === "public" && { reservedConcurrency: stage.reservedConcurrency }),
      });
    const roomValues = (room: Room): Record<string, string> => ({
      REPORT_KEY_ID: data.reportKey.keyArn,
      ROOM_KEY_ID: data.roomKeys[room].keyArn,
      CURSOR_KEY: `${drawnKey(this, `${title(room)}CursorKey`)}=`,
      ISSUER: signIns[room].issuer,
      CLIENT_ID: signIns[room].clientId,
      ISSUER_KEYS: stage[room].issuerKeys,
    });
    this.functions = {
      intake: make(intake, "public", { POW_KEY: `${drawnKey(this, "PowKey")}=` }),
      portal: make(portal, "public", {
        REPORT_PUBLIC_KEY: reportPublicKey,
        FORM_KEY: `${drawnKey(this, "FormKey")}=`,
      }),
      casework: make(casework, "staff", roomValues("casework")),
      protection: make(protection, "staff", roomValues("protection")),
    };
    addRoutes(this.api, this.functions.intake, [[HttpMethod.POST, "/intake/graphql"]]);
    addRoutes(this.api, this.functions.portal, [[HttpMethod.ANY, "/plain/{proxy+}"]]);
    for (const room of ["casework", "protection"] as const)
      addRoutes(this.api, this.functions[room], [[HttpMethod.POST, `/${room}/graphql`]], signIns[room]);

    new CfnOutput(this, "HttpApiId", { value: this.api.apiId });
    new CfnOutput(this, "ApiDomain", { value: `${this.api.apiId}.execute-api.${this.region}.amazonaws.com` });
  }
}
