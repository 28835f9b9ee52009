// What the emulated CloudFormation leaves undone: it puts a reference to a secret into a function's environment as it
// stands. On a real account the deploy itself has replaced it, and there is nothing to do here.
import {
  type LambdaClient,
  paginateListFunctions,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { GetSecretValueCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

const reference = /\{\{resolve:secretsmanager:(?<id>.+?):SecretString:::\}\}/gu;

/** Puts the drawn keys in the place of their references in every function. */
export const resolveDrawnKeys = async (
  client: LambdaClient,
  secrets: SecretsManagerClient,
): Promise<void> => {
  const secretOf = async (SecretId: string): Promise<string> =>
    (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? "";
  const resolved = async (text: string): Promise<string> => {
    let value = text;
    for (const [whole, id = ""] of text.matchAll(reference)) value = value.replace(whole, await secretOf(id));
    return value;
  };
  for await (const { Functions = [] } of paginateListFunctions({ client }, {}))
    for (const { FunctionName, Environment } of Functions) {
      const variables = Object.entries(Environment?.Variables ?? {});
      if (!variables.some(([, value]) => value.search(reference) >= 0)) continue;
      const Variables: Record<string, string> = {};
      for (const [name, value] of variables) Variables[name] = await resolved(value);
      await client.send(new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables } }));
    }
};
