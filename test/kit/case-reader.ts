// Reads through the front door what has become of the reports that a running system took: the list page by page, then
// each case. It counts what is there and never more than that.
import { setTimeout as sleep } from "node:timers/promises";
import type { Visitor } from "./visitor.ts";

const admitEvery = 2_000;
const patience = 60_000;

interface List {
  readonly edges: readonly { readonly node: { readonly id: string } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const listQuery = `query ($after: String) {
  cases(first: 50, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } }
}`;

interface Reply {
  readonly data: {
    readonly cases: List;
    readonly case: { readonly report: { readonly narrative: string } | null } | null;
  };
}

const dataOf = (text: string): Reply["data"] => (JSON.parse(text) as Reply).data;

/** The ids of every case in the caller's list, a case that stands in it twice also twice. */
export const caseIds = async (visitor: Visitor, token: string): Promise<string[]> => {
  const ids: string[] = [];
  let after: string | null = null;
  do {
    const { text }: { text: string } = await visitor.query("casework", token, listQuery, { after });
    const { cases } = dataOf(text);
    ids.push(...cases.edges.map(({ node }) => node.id));
    after = cases.pageInfo.hasNextPage ? cases.pageInfo.endCursor : null;
  } while (after !== null);
  return ids;
};

/**
 * The narratives of all the caller's cases: waits until there are at least `expected`, then one round of admit more,
 * so that one too many would be seen.
 */
export const readAllCases = async (visitor: Visitor, token: string, expected: number): Promise<string[]> => {
  for (const started = Date.now(); (await caseIds(visitor, token)).length < expected;) {
    if (Date.now() - started > patience) break;
    await sleep(200);
  }
  await sleep(admitEvery * 1.2);
  const waiting = await caseIds(visitor, token);
  const narratives: string[] = [];
  const read = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      const query = "query ($id: ID!) { case(id: $id) { report { narrative } } }";
      const { text } = await visitor.query("casework", token, query, { id });
      const { case: found } = dataOf(text);
      narratives.push(found?.report?.narrative ?? `unreadable: ${id}`);
    }
  };
  await Promise.all([read(), read(), read(), read()]);
  return narratives;
};
