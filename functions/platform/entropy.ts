// The only source of randomness on the server, so that a test can put a known one in its place.
import { randomBytes, randomInt } from "node:crypto";

export interface Entropy {
  /** `length` random bytes. */
  bytes(length: number): Uint8Array<ArrayBuffer>;
  /** A uniformly random integer from 0 up to, but not including, `bound`. */
  below(bound: number): number;
}

export const systemEntropy: Entropy = {
  bytes: (length) => new Uint8Array(randomBytes(length)),
  below: (bound) => randomInt(bound),
};
