// The decision itself: which statements let a request through, which stand against it, and what that comes to. What
// stands against wins; a key listens to roles only where its own policy leaves them to the account; a resource of another
// account must be opened from both sides.
import type { Context } from "./policy-conditions.ts";
import type { Statement } from "./policy-statement.ts";

/** An account itself, which a resource's policy names to leave the decision to the policies of its roles. */
export const rootOf = (account: string): string => `arn:aws:iam::${account}:root`;
const accountOfArn = (arn: string): string => /^arn:aws:iam::([^:]+):/u.exec(arn)?.[1] ?? "";

interface Held {
  /** The statements of each role. */
  readonly byRole: ReadonlyMap<string, readonly Statement[]>;
  /** The statements of each resource's own policy. */
  readonly own: ReadonlyMap<string, readonly Statement[]>;
  readonly arns: ReadonlyMap<string, string>;
  readonly accountOf: (id: string) => string;
}

/** Answers one asker about one resource and what lies in it; a resource is `Stack.LogicalId` and what stands behind. */
export interface Answers {
  readonly may: (action: string, resource: string, context: Context) => boolean;
  /** Whether something stands against what is asked, whatever else would allow it. */
  readonly refuses: (action: string, resource: string, context: Context) => boolean;
}
const never: Answers = { may: () => false, refuses: () => false };

interface Speaking {
  readonly held: readonly Statement[];
  readonly named: readonly Statement[];
  readonly against: readonly Statement[];
}

export const makeAsk = ({ byRole, own, arns, accountOf }: Held) => {
  const answersFor = (who: string, target: string): Answers => {
    const arn = arns.get(who) ?? (who.startsWith("arn:") ? who : "");
    const root = arn === "" ? "" : rootOf(accountOfArn(arn));
    const isRole = arns.has(who);
    const abroad = isRole && accountOf(who) !== accountOf(target);
    const held = (byRole.get(who) ?? []).filter((one) => one.names(target));
    const named = (own.get(target) ?? []).filter(({ principals }) =>
      principals.some((name) => name === "*" || name === who || name === root),
    );
    if (held.length === 0 && named.length === 0) return never;
    const isDirect = ({ principals }: Statement) =>
      !isRole || principals.includes("*") || principals.includes(who);
    const seen = new Map<string, Speaking>();
    const speakingOf = (action: string): Speaking => {
      const before = seen.get(action);
      if (before) return before;
      const allows = (one: Statement) => one.effect === "Allow" && one.speaksOf(action);
      const found = {
        held: held.filter(allows),
        named: named.filter(allows),
        against: [...held, ...named].filter((one) => one.effect === "Deny" && one.speaksOf(action)),
      };
      seen.set(action, found);
      return found;
    };
    return {
      refuses: (action, resource, context) =>
        speakingOf(action).against.some((one) => one.applies(resource, context, arn)),
      may: (action, resource, context) => {
        const speaking = speakingOf(action);
        if (speaking.held.length === 0 && speaking.named.length === 0) return false;
        const applying = (statements: readonly Statement[]) =>
          statements.filter((one) => one.applies(resource, context, arn));
        const mine = applying(speaking.held);
        const theirs = applying(speaking.named);
        const both = mine.length > 0 && theirs.length > 0;
        const inside = action.startsWith("kms:") ? both : mine.length > 0;
        if (!(abroad ? both : theirs.some(isDirect) || inside)) return false;
        if (applying(speaking.against).length > 0) return false;
        for (const one of [...mine, ...theirs]) one.note(action, resource, context, arn);
        return true;
      },
    };
  };
  const known = new Map<string, Map<string, Answers>>();
  /** What one asker, a role or anybody else, is answered about a resource. */
  const asks = (who: string, target: string): Answers => {
    const mine = known.get(who) ?? new Map<string, Answers>();
    const found = mine.get(target) ?? answersFor(who, target);
    known.set(who, mine.set(target, found));
    return found;
  };
  return { asks };
};
