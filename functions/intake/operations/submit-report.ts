// Mutation.submitReport: files a report that was sealed where it was written. What is not taken here is refused
// before anything is stored, with the authority that is the right door.
import { routeOf, routingFactsSchema } from "../../domain/report/facts.ts";
import { sha256 } from "../../sealing/bytes.ts";
import { labelsAgree } from "../../sealing/report.ts";
import type { Context } from "../context.ts";
import { longestProof } from "../proof.ts";
import type { SubmitReportInput, SubmitReportResult } from "../schema.generated.ts";
import { reportInput } from "../sealed-input.ts";
import { agencyOf } from "./agencies.ts";

type Code = Extract<SubmitReportResult, { code: unknown }>["code"];

const filed: SubmitReportResult = { __typename: "SubmitReportOk", filed: true };
const refusal = (code: Code): SubmitReportResult => ({ __typename: "SubmitReportRefused", code, door: null });

/** Files the report once; the same report again gives the same answer. */
export const submitReport = async (
  input: SubmitReportInput,
  proofText: string,
  context: Context,
): Promise<SubmitReportResult> => {
  const parsed = reportInput.safeParse(input);
  const facts = routingFactsSchema.safeParse(input.facts);
  if (!parsed.success || !facts.success) return refusal("malformed");
  const handle = Buffer.from(parsed.data.handle, "base64url");
  if (!labelsAgree(parsed.data, handle, facts.data)) return refusal("malformed");
  const route = routeOf(facts.data);
  if (!route.done) return refusal(route.code);
  if (!route.value.taken) {
    return { __typename: "SubmitReportRefused", code: "notHere", door: agencyOf(route.value.door.body) };
  }
  const proof = proofText.length <= longestProof ? await context.proofs.check(proofText) : null;
  if (!proof) return refusal("malformed");
  const { fingerprint } = parsed.data;
  // A spent proof is good for nothing but hearing again that this very report was filed.
  if (!(await context.spent.spend(proof.mark, proof.goodUntil))) {
    return (await context.drop.wasFiled(parsed.data.handle, fingerprint)) ? filed : refusal("tryLater");
  }
  const bodyHash = await sha256(parsed.data.body);
  const report = { ...parsed.data, facts: facts.data, sealedBy: "BROWSER" as const, bodyHash };
  const outcome = await context.drop.drop(report, context.clock.today());
  return outcome.done ? filed : refusal(outcome.code);
};
