// Keys that the cloud draws at the first deploy and puts into a function's environment when the stack is deployed: 43
// letters and digits, which with the sign that ends base64 are 32 bytes. They guard a form against replay, a cursor
// against change, or the way from the edge, and their loss opens nothing. They are no KMS keys, because every call to
// KMS leaves an exact time in the provider's record, one for each visitor.
import { Secret, type SecretProps } from "aws-cdk-lib/aws-secretsmanager";
import type { Construct } from "constructs";

const punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/** Draws a key; gives a reference that the deploy replaces by its 43 characters. */
export const drawnKey = (
  scope: Construct,
  id: string,
  props: Omit<SecretProps, "generateSecretString"> = {},
): string =>
  new Secret(scope, id, {
    ...props,
    generateSecretString: { passwordLength: 43, excludeCharacters: punctuation },
  }).secretValue.unsafeUnwrap();
