// A life: real clients that all die together, just before or just after one chosen call, as when the process they are
// in is killed. Before is never sent; after is done, and nobody heard. Once dead, no call gets through.
import { Readable } from "node:stream";

/** Where a life ends: at which call, counted from 1, and on which side of it. */
export interface Death {
  readonly at: number;
  readonly side: "before" | "after";
}

interface Client {
  send: unknown;
}

/** Lets go of a body that nobody will read. */
const letGo = (answer: unknown): void => {
  if (typeof answer !== "object" || answer === null || !("Body" in answer)) return;
  if (answer.Body instanceof Readable) answer.Body.once("error", () => null).destroy();
};

/** A new life that ends at `death`, or never. */
export const makeLife = (death?: Death) => {
  let calls = 0;
  let dead = false;
  const die = (): never => {
    dead = true;
    throw new Error("killed");
  };
  const sent = async (client: Client, given: readonly unknown[]): Promise<unknown> => {
    if (dead) die();
    calls += 1;
    const mine = calls;
    if (death?.at === mine && death.side === "before") die();
    const answer = await (client.send as (...args: readonly unknown[]) => Promise<unknown>).call(
      client,
      ...given,
    );
    if (dead || (death?.at === mine && death.side === "after")) {
      letGo(answer);
      die();
    }
    return answer;
  };
  return {
    /** The client, for as long as the life lasts. */
    mortal: <C extends Client>(client: C): C =>
      new Proxy(client, {
        get: (target, name): unknown =>
          name === "send" ? (...given: readonly unknown[]) => sent(target, given) : Reflect.get(target, name),
      }),
    /** How many calls were begun. */
    calls: (): number => calls,
    dead: (): boolean => dead,
  };
};
