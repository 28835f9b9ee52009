// A member of staff who exists for the length of one trial: entered by an administrator as the guide says, made to
// change the first password and to set up a second factor, and removed again.
import { randomBytes } from "node:crypto";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminInitiateAuthCommand,
  type AdminInitiateAuthCommandOutput,
  AdminRespondToAuthChallengeCommand,
  AssociateSoftwareTokenCommand,
  type CognitoIdentityProviderClient,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { Secret, TOTP } from "otpauth";

export interface Desk {
  readonly pool: string;
  readonly client: string;
}

export interface Member {
  readonly name: string;
  readonly accessToken: string;
  readonly idToken: string;
  remove(): Promise<void>;
}

const password = (): string => `Aa1!${randomBytes(18).toString("base64url")}`;

const makeSignIn = (cognito: CognitoIdentityProviderClient, { pool, client }: Desk, name: string) => {
  const about = { UserPoolId: pool, ClientId: client } as const;
  const later = password();
  let factor: TOTP | undefined;

  /** Sets up the second factor, for who is signed in or about to be. */
  const enrol = async (who: { AccessToken: string } | { Session: string | undefined }) => {
    const { SecretCode = "", Session } = await cognito.send(new AssociateSoftwareTokenCommand(who));
    factor = new TOTP({ secret: Secret.fromBase32(SecretCode) });
    const UserCode = factor.generate();
    const proof = "AccessToken" in who ? who : { Session };
    return (await cognito.send(new VerifySoftwareTokenCommand({ ...proof, UserCode }))).Session;
  };

  const answer = async ({ ChallengeName, Session }: AdminInitiateAuthCommandOutput) => {
    const respond = (responses: Readonly<Record<string, string>>, session = Session) =>
      cognito.send(
        new AdminRespondToAuthChallengeCommand({
          ...about,
          ChallengeName,
          Session: session,
          ChallengeResponses: { USERNAME: name, ...responses },
        }),
      );
    if (ChallengeName === "NEW_PASSWORD_REQUIRED") return respond({ NEW_PASSWORD: later });
    if (ChallengeName === "MFA_SETUP") return respond({}, await enrol({ Session }));
    if (ChallengeName === "SOFTWARE_TOKEN_MFA" && factor)
      return respond({ SOFTWARE_TOKEN_MFA_CODE: factor.generate() });
    throw new Error(`an unforeseen challenge: ${ChallengeName}`);
  };

  return {
    later,
    enrol,
    hasFactor: (): boolean => factor !== undefined,
    /** Signs in, answering whatever is asked. */
    run: async (PASSWORD: string) => {
      const AuthParameters = { USERNAME: name, PASSWORD };
      let state: AdminInitiateAuthCommandOutput = await cognito.send(
        new AdminInitiateAuthCommand({ ...about, AuthFlow: "ADMIN_USER_PASSWORD_AUTH", AuthParameters }),
      );
      while (state.ChallengeName !== undefined) state = await answer(state);
      const { AccessToken: accessToken, IdToken: idToken } = state.AuthenticationResult ?? {};
      if (!accessToken || !idToken) throw new Error("no token was given");
      return { accessToken, idToken };
    },
  };
};

/**
 * Enters somebody into a room's pool and its groups, and signs him in. A real pool asks for the second factor at the
 * first sign-in; the emulated one only asks who has one already, so there he sets it up first and then signs in again.
 */
export const enterStaff = async (
  cognito: CognitoIdentityProviderClient,
  desk: Desk,
  groups: readonly string[],
  isEmulated: boolean,
): Promise<Member> => {
  const UserPoolId = desk.pool;
  const name = `trial-${randomBytes(6).toString("hex")}`;
  const first = password();
  await cognito.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: name,
      TemporaryPassword: first,
      MessageAction: "SUPPRESS",
      UserAttributes: [
        { Name: "email", Value: `${name}@example.com` },
        { Name: "email_verified", Value: "true" },
      ],
    }),
  );
  const remove = async (): Promise<void> => {
    await cognito.send(new AdminDeleteUserCommand({ UserPoolId, Username: name }));
  };
  try {
    for (const GroupName of groups)
      await cognito.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: name, GroupName }));
    const signIn = makeSignIn(cognito, desk, name);
    let tokens = await signIn.run(first);
    if (!signIn.hasFactor()) {
      if (!isEmulated) throw new Error("a second factor was not asked for");
      await signIn.enrol({ AccessToken: tokens.accessToken });
      tokens = await signIn.run(signIn.later);
    }
    return { name, ...tokens, remove };
  } catch (error) {
    await remove();
    throw error;
  }
};
