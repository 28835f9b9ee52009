// Who receives a proposal (Nghị định 73/2023/NĐ-CP, Article 7.3 and 7.4): the head of the proposer's own body, or,
// when the proposer is that head, the body directly above.
import { isUnit } from "../province/bodies.ts";
import { levelUp } from "../province/competence.ts";

/** The competent body, or undefined when it would lie outside the province. */
export const receiverOf = (proposerUnit: string, proposerIsHead: boolean): string | undefined => {
  const unit = proposerIsHead ? levelUp(proposerUnit) : proposerUnit;
  return unit !== undefined && isUnit(unit) ? unit : undefined;
};
