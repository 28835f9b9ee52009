// Mutation.draftProposal: begins a proposal with the three groups of content of Article 7.2 of the Nghị định
// 73/2023/NĐ-CP. The plan is sealed under a work key of its own; nobody but its author sees it yet.
import { numberFrom, proposalIdFrom } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { type Plan, planLengths, type ProposalHead } from "../../domain/protection/proposal.ts";
import { receiverOf } from "../../domain/protection/receiver.ts";
import { cleanText } from "../../domain/text.ts";
import { sealWords } from "../../sealing/words.ts";
import type { Context } from "../context.ts";
import { keyContext } from "../opening.ts";
import type { DraftProposalInput } from "../schema.generated.ts";

const planFrom = (input: DraftProposalInput): Outcome<Plan> => {
  const title = cleanText(input.title, planLengths.title);
  const need = cleanText(input.need, planLengths.need);
  const content = cleanText(input.content, planLengths.content);
  const impact = cleanText(input.impact, planLengths.impact);
  if (!title.done) return title;
  if (!need.done) return need;
  if (!content.done) return content;
  if (!impact.done) return impact;
  return done({ title: title.value, need: need.value, content: content.value, impact: impact.value });
};

/** Keeps the draft; a head whose superior lies outside the province is told that this is not the place. */
export const draftProposal = async (
  input: DraftProposalInput,
  context: Context,
): Promise<Outcome<ProposalHead>> => {
  const { actor, clock, entropy, register, roomKey } = context;
  const plan = planFrom(input);
  if (!plan.done) return plan;
  const unit = receiverOf(actor.unit, actor.roles.has("head"));
  if (!unit) return refused("notHere");
  const id = proposalIdFrom(entropy.bytes(26));
  const workKey = entropy.bytes(32);
  const head = {
    id,
    number: numberFrom(entropy.bytes(8)),
    state: "DRAFT" as const,
    unit,
    proposer: actor.subject,
    proposerUnit: actor.unit,
    due: null,
    ballots: [],
  };
  const body = await sealWords(workKey, { record: id, kind: "plan", n: 1 }, plan.value);
  const sealed = { body, workKey: await roomKey.seal(workKey, keyContext(head)) };
  return done(
    await register.begin(head, sealed, { act: "PROPOSAL_DRAFTED", by: actor.subject, on: clock.now() }),
  );
};
