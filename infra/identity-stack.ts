// Who may sign in to one room: a user pool of its own, whose groups are the room's roles and the province's bodies.
// People are entered by an administrator, never by themselves, and always show a second factor. A forgotten password is
// never mended by mail: who runs the mail server would then be everybody.
import { Aws, CfnOutput, Duration, RemovalPolicy, Stack } from "aws-cdk-lib";
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  OAuthScope,
  UserPool,
  type UserPoolClient,
} from "aws-cdk-lib/aws-cognito";
import type { Construct } from "constructs";
import { bodies, isUnit } from "../functions/domain/province/bodies.ts";
import type { Room } from "./constructs/manifest.ts";
import type { Stage } from "./stage.ts";

/** Whose tokens a room's API takes. */
export interface SignIn {
  readonly issuer: string;
  readonly clientId: string;
}

export interface IdentityStackProps {
  readonly stage: Stage;
  readonly room: Room;
  readonly roles: readonly string[];
}

const workingDay = Duration.hours(10);

export class IdentityStack extends Stack implements SignIn {
  readonly pool: UserPool;
  readonly issuer: string;
  readonly clientId: string;

  constructor(scope: Construct, id: string, { stage, room, roles }: IdentityStackProps) {
    super(scope, id, { terminationProtection: stage.production });
    this.pool = new UserPool(this, "Pool", {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      keepOriginal: { email: true },
      autoVerify: { email: true },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 14,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.NONE,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: stage.production,
      removalPolicy: stage.production ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    const client = this.#client(stage);
    this.pool.addDomain("Domain", { cognitoDomain: { domainPrefix: `${stage.signInPrefix}-${room}` } });
    const groups = [
      ...roles.map((role) => `${room}:${role}`),
      ...bodies.filter((body) => isUnit(body.id)).map((body) => `unit:${body.id}`),
    ];
    for (const groupName of groups)
      new CfnUserPoolGroup(this, `Group ${groupName}`, { userPoolId: this.pool.userPoolId, groupName });

    this.issuer = `https://cognito-idp.${Aws.REGION}.amazonaws.com/${this.pool.userPoolId}`;
    this.clientId = client.userPoolClientId;
    new CfnOutput(this, "UserPoolId", { value: this.pool.userPoolId });
    new CfnOutput(this, "ClientId", { value: this.clientId });
  }

  /** A page without a secret of its own, which proves possession of its code; and the administrator's own way in. */
  #client(stage: Stage): UserPoolClient {
    return this.pool.addClient("Client", {
      generateSecret: false,
      preventUserExistenceErrors: true,
      authFlows: { adminUserPassword: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [`${stage.origin}/signed-in`],
        logoutUrls: [`${stage.origin}/`],
      },
      readAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: workingDay,
      enableTokenRevocation: true,
    });
  }
}
