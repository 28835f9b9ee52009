// Who may sign in: two pools that share nothing, entered by an administrator, always with a second factor, silent about
// who exists, and with nothing for a person to change but an e-mail address.
import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { hasProperties, makeStacks, production } from "./stacks.ts";

const built = makeStacks(production);
/** Roles as the design's table of who sees what names them. */
const roles = {
  Casework: ["supervisor", "investigator", "intake-officer", "auditor"],
  Protection: ["official", "member", "head", "registrar", "auditor"],
} as const;
const bodies: readonly { readonly id: string; readonly kind: string }[] = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../functions/domain/province/gia-lai/bodies.json"), "utf8"),
);
const units = bodies.filter(({ kind }) => kind !== "EXTERNAL").map(({ id }) => `unit:${id}`);

describe.each(["Casework", "Protection"] as const)("the pool of %s", (room) => {
  const stack = `${room}Identity`;

  it("lets nobody in by himself, always asks for a second factor, and mends no password by mail", () => {
    hasProperties(built.one(stack, "Cognito::UserPool", "Pool"), {
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: "ON",
      EnabledMfas: ["SOFTWARE_TOKEN_MFA"],
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: "admin_only", Priority: 1 }] },
      Policies: { PasswordPolicy: { MinimumLength: 14, TemporaryPasswordValidityDays: 3 } },
      UserPoolTier: "ESSENTIALS",
      DeletionProtection: "ACTIVE",
    });
    expect(built.one(stack, "Cognito::UserPool", "Pool").DeletionPolicy).toBe("Retain");
  });

  it("has one client, which says nothing of who exists and may write an e-mail address alone", () => {
    expect(built.of(stack, "Cognito::UserPoolClient")).toHaveLength(1);
    const { Properties } = built.one(stack, "Cognito::UserPoolClient", "PoolClient");
    expect(Properties).toMatchObject({
      PreventUserExistenceErrors: "ENABLED",
      GenerateSecret: false,
      WriteAttributes: ["email"],
      ReadAttributes: ["email"],
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid"],
      CallbackURLs: ["https://lachan.example.gov.vn/signed-in"],
      LogoutURLs: ["https://lachan.example.gov.vn/"],
      EnableTokenRevocation: true,
      AccessTokenValidity: 60,
      RefreshTokenValidity: 600,
      TokenValidityUnits: { AccessToken: "minutes", RefreshToken: "minutes" },
      SupportedIdentityProviders: ["COGNITO"],
    });
    expect(Properties.ExplicitAuthFlows).toEqual([
      "ALLOW_ADMIN_USER_PASSWORD_AUTH",
      "ALLOW_REFRESH_TOKEN_AUTH",
    ]);
  });

  it("has a group for each role of its room and each body of the province, and no other", () => {
    const names = built
      .of(stack, "Cognito::UserPoolGroup")
      .map(({ Properties }) => String(Properties.GroupName));
    const own = roles[room].map((role) => `${room.toLowerCase()}:${role}`);
    expect(units.length).toBeGreaterThan(100);
    expect(names.toSorted()).toEqual([...own, ...units].toSorted());
    for (const { Properties } of built.of(stack, "Cognito::UserPoolGroup"))
      expect(Properties).not.toHaveProperty("RoleArn");
  });

  it("runs no code of anybody's", () => {
    expect(built.one(stack, "Cognito::UserPool", "Pool").Properties).not.toHaveProperty("LambdaConfig");
    expect(built.kinds(stack)).toEqual([
      "Cognito::UserPool",
      "Cognito::UserPoolClient",
      "Cognito::UserPoolDomain",
      "Cognito::UserPoolGroup",
    ]);
  });
});
