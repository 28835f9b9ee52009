// The day's mail through the deployed queue: everybody of the room gets the same letter once, however often the roll is
// called, and what is no message of ours keeps nobody else from his.
import { strict as assert } from "node:assert";
import { setTimeout as sleep } from "node:timers/promises";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import type { Deployed, Room } from "./deploying.ts";
import type { Step } from "./step.ts";

interface Sent {
  readonly messages: Readonly<Record<string, readonly unknown[]>>;
}

/** The mail that the emulated cloud has taken, as it tells it. */
const sentBy = async (endpoint: string): Promise<readonly unknown[]> => {
  const { messages } = (await (await fetch(`${endpoint}/_ministack/ses/messages`)).json()) as Sent;
  return Object.values(messages).flat();
};

/** Calls the roll of both rooms twice and counts the letters. */
export const watchMail = async (deployed: Deployed, step: Step): Promise<void> => {
  const endpoint = deployed.cloud.emulator ?? "";
  const callRoll = async (room: Room) => {
    const part = room === "casework" ? "CaseworkRoll" : "ProtectionRoll";
    const FunctionName = deployed.functionName("LaChanJobs", part);
    const { FunctionError } = await deployed.lambda.send(new InvokeCommand({ FunctionName }));
    assert.equal(FunctionError, undefined);
  };
  await step("everybody of both rooms gets the day's letter, once", async () => {
    for (const room of ["casework", "protection", "casework", "protection"] as const) await callRoll(room);
    const lettersTo = async (name: string) =>
      (await sentBy(endpoint)).filter((letter) => JSON.stringify(letter).includes(name)).length;
    const names = Object.values(deployed.members).map(({ name }) => name);
    for (let waited = 0; waited < 60; waited += 1) {
      const counts = await Promise.all(names.map(lettersTo));
      if (counts.every((count) => count > 0)) break;
      await sleep(1_000);
    }
    await sleep(5_000);
    for (const name of names) assert.equal(await lettersTo(name), 1, "letters to one person");
  });
};
