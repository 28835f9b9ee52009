// One report, from the reporter's script through the airlock to a supervisor, and the answer back to the receipt.
import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { InvokeCommand } from "@aws-sdk/client-lambda";
import { freshProof, json, readReply, sealedInput, sendDocument } from "../kit/script-visitor.ts";
import { type Deployed, unit } from "./deploying.ts";
import type { Step } from "./step.ts";

const facts = { agency: unit, position: "STAFF", breach: "HARASS_CORR", avoid: false, form: 1 } as const;
const answer = "Đã nhận phản ánh, đang xem xét.";

/** Files, admits, reads, replies and reads the reply. */
export const travel = async (deployed: Deployed, step: Step): Promise<void> => {
  const send = deployed.sender();
  const receipt = new Uint8Array(randomBytes(15));
  const narrative = `Cán bộ một cửa yêu cầu nộp thêm tiền ngoài phí để trả hồ sơ. ${randomBytes(8).toString("hex")}`;

  await step("a sealed report is filed with its proof of work", async () => {
    const input = await sealedInput(receipt, deployed.office, facts, narrative);
    const { text } = await sendDocument(send, "submit-report", { input, proof: await freshProof(send) });
    assert.equal(JSON.parse(text).data?.submitReport.__typename, "SubmitReportOk");
  });
  await step("admit lets it through the airlock", async () => {
    const FunctionName = deployed.functionName("LaChanJobs", "Admit");
    const { FunctionError } = await deployed.lambda.send(new InvokeCommand({ FunctionName }));
    assert.equal(FunctionError, undefined);
  });

  const ask = async (query: string, variables: object = {}) => {
    const authorization = `Bearer ${deployed.members.casework.accessToken}`;
    const { status, text } = await send("/casework/graphql", JSON.stringify({ query, variables }), {
      ...json,
      authorization,
    });
    assert.equal(status, 200, text);
    return JSON.parse(text).data;
  };
  const id = await step("its case stands in the unit's list", async () => {
    const { cases } = await ask("{ cases(filter: { state: SCREENING }) { edges { node { id } } } }");
    for (const { node } of cases.edges) {
      const { case: one } = await ask("query ($id: ID!) { case(id: $id) { report { narrative } } }", node);
      if (one.report.narrative === narrative) return String(node.id);
    }
    throw new Error("the report has no case");
  });
  await step("a supervisor replies, and the receipt opens the reply", async () => {
    const reply = `mutation ($input: ReplyToReporterInput!) { replyToReporter(input: $input) { __typename } }`;
    const { replyToReporter } = await ask(reply, { input: { caseId: id, body: answer } });
    assert.equal(replyToReporter.__typename, "ReplyToReporterOk");
    await sleep(100);
    assert.equal(await readReply(receipt, send), answer);
  });
};
