// The port to a room's user pool. Going through the pool asks for names alone; an address is asked for one person at a
// time, by whoever is about to write to him, and kept nowhere.
import {
  AdminGetUserCommand,
  type CognitoIdentityProviderClient,
  ListUsersCommand,
  UserNotFoundException,
} from "@aws-sdk/client-cognito-identity-provider";

export interface People {
  /** The usernames of everybody who may sign in. */
  usernames(): Promise<string[]>;
  /** Where somebody gets his mail; null when he is gone, shut out, or has no address. */
  addressOf(username: string): Promise<string | null>;
}

/** The most that the pool gives at once. */
const pageSize = 60;

/** The people of one user pool. */
export const makePeople = (cognito: CognitoIdentityProviderClient, poolId: string): People => ({
  usernames: async () => {
    const names: string[] = [];
    let from: string | undefined;
    do {
      const page = await cognito.send(
        new ListUsersCommand({
          UserPoolId: poolId,
          Limit: pageSize,
          AttributesToGet: ["sub"],
          ...(from !== undefined && { PaginationToken: from }),
        }),
      );
      for (const { Username, Enabled } of page.Users ?? [])
        if (Username !== undefined && Enabled === true) names.push(Username);
      from = page.PaginationToken;
    } while (from !== undefined);
    return names;
  },
  addressOf: async (username) => {
    try {
      const user = await cognito.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: username }));
      if (user.Enabled !== true) return null;
      return user.UserAttributes?.find(({ Name }) => Name === "email")?.Value || null;
    } catch (error) {
      if (error instanceof UserNotFoundException) return null;
      throw error;
    }
  },
});
