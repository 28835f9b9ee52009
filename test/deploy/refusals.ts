// Who must not get in does not: past the edge, with no token, and with one that is altered, of the other room, of the
// wrong kind or expired. Beside each stands what is let in, so that no refusal passes for the wrong reason.
import { strict as assert } from "node:assert";
import type { Send } from "../kit/script-visitor.ts";
import { json } from "../kit/script-visitor.ts";
import { type Deployed, groupsOf } from "./deploying.ts";
import type { Step } from "./step.ts";
import { altered, askFunction } from "./token-trial.ts";

const query = JSON.stringify({ query: "{ me { unit { id } } }" });

const statusWith = async (send: Send, room: string, token: string | null): Promise<number> => {
  const headers = { ...json, ...(token !== null && { authorization: `Bearer ${token}` }) };
  return (await send(`/${room}/graphql`, query, headers)).status;
};

/** Tries every wrong way in. */
export const refuse = async (deployed: Deployed, step: Step): Promise<void> => {
  const { sender, members, desks, lambda, trialKey, edgeKey } = deployed;
  const { casework, protection } = members;
  await step("past the edge nothing answers, and nothing is said", async () => {
    for (const key of [null, "x".repeat(43), `${edgeKey}x`]) {
      const send = sender(key);
      for (const [path, body] of [
        ["/plain/report", undefined],
        ["/intake/graphql", "{}"],
      ] as const) {
        const { status, text } = await send(path, body, json);
        assert.deepEqual({ path, status, text }, { path, status: 403, text: "" });
      }
      assert.equal(await statusWith(send, "casework", casework.accessToken), 403);
      assert.equal(await statusWith(send, "protection", protection.accessToken), 403);
    }
    const { status, text } = await sender()("/plain/safety");
    assert.equal(status, 200);
    assert.ok(text.includes("<h1"));
  });
  await step("only the room's own access tokens are taken", async () => {
    const send = sender();
    for (const [room, own, other] of [
      ["casework", casework, protection],
      ["protection", protection, casework],
    ] as const) {
      assert.equal(await statusWith(send, room, own.accessToken), 200);
      for (const token of [null, altered(own.accessToken), other.accessToken, own.idToken])
        assert.equal(await statusWith(send, room, token), 401);
    }
  });
  if (!trialKey) return;
  await step("an expired token is refused by the function itself", async () => {
    const { issuer, client } = desks.casework;
    const name = deployed.functionName("LaChanApi", "Casework");
    const sign = (seconds: number) => trialKey.sign(issuer, client, groupsOf("casework:supervisor"), seconds);
    assert.equal(await askFunction(lambda, name, edgeKey, await sign(300)), 200);
    assert.equal(await askFunction(lambda, name, edgeKey, await sign(-300)), 401);
    assert.equal(await statusWith(sender(), "casework", await sign(300)), 401);
  });
};
