// The local user pools, asked by the real client.
import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
  InvalidParameterException,
  ListUsersCommand,
  ResourceNotFoundException,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePeople } from "../../functions/platform/people.ts";
import type { Service } from "../../infra/local/aws-service.ts";
import { localPeople, type Person, startPeople } from "../../infra/local/people.ts";

const pools: Record<string, Person[]> = {
  casework: localPeople("casework"),
  protection: [
    ...localPeople("protection"),
    { username: "bi-khoa", email: "bi-khoa@example.invalid", enabled: false },
    { username: "khong-thu" },
  ],
};

let service: Service;
let client: CognitoIdentityProviderClient;
beforeAll(async () => {
  service = await startPeople({ pools, pageSize: 3 });
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  client = new CognitoIdentityProviderClient({
    endpoint: service.endpoint,
    region: "ap-southeast-1",
    credentials,
  });
});
afterAll(async () => {
  client.destroy();
  await service.stop();
});

describe("the local user pools", () => {
  it("have one person for each role of a room", async () => {
    const names = await makePeople(client, "casework").usernames();
    expect(names).toEqual([
      "supervisor.so-noi-vu",
      "investigator.so-noi-vu",
      "intake-officer.so-noi-vu",
      "auditor.so-noi-vu",
    ]);
    expect(await makePeople(client, "casework").addressOf("auditor.so-noi-vu")).toBe(
      "auditor.so-noi-vu@example.invalid",
    );
  });

  it("give pages as short as asked for, and only the attributes asked for", async () => {
    const command = new ListUsersCommand({
      UserPoolId: "protection",
      Limit: 2,
      AttributesToGet: ["sub"],
    });
    const { Users, PaginationToken } = await client.send(command);
    expect(Users?.map(({ Attributes }) => Attributes?.map(({ Name }) => Name))).toEqual([["sub"], ["sub"]]);
    expect(PaginationToken).toBeDefined();
  });

  it("tell apart who is shut out, who has no address and who is not there", async () => {
    const people = makePeople(client, "protection");
    expect(await people.usernames()).toHaveLength(6);
    expect(await people.usernames()).not.toContain("bi-khoa");
    for (const name of ["bi-khoa", "khong-thu", "khong-co"]) expect(await people.addressOf(name)).toBeNull();
    await expect(
      client.send(new AdminGetUserCommand({ UserPoolId: "protection", Username: "khong-co" })),
    ).rejects.toThrow(UserNotFoundException);
  });

  it("refuse another pool and a bad request as the real one does", async () => {
    await expect(client.send(new ListUsersCommand({ UserPoolId: "none" }))).rejects.toThrow(
      ResourceNotFoundException,
    );
    await expect(client.send(new ListUsersCommand({ UserPoolId: "casework", Limit: 61 }))).rejects.toThrow(
      InvalidParameterException,
    );
    await expect(
      client.send(new ListUsersCommand({ UserPoolId: "casework", PaginationToken: "x" })),
    ).rejects.toThrow(InvalidParameterException);
  });
});
