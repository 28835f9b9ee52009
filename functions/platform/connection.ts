// A page of a list as a Relay connection, its cursors sealed to the caller and to the list they came from.
import { GraphQLError } from "graphql";
import type { Cursors } from "./cursor.ts";

export interface PageRequest {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

type Place = Readonly<Record<string, unknown>>;

export interface RowPage<Row> {
  readonly rows: readonly { readonly row: Row; readonly place: Place }[];
  readonly more: boolean;
}

export interface Connection<Node> {
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const usualPage = 20;
const longestPage = 50;

const malformed = () => new GraphQLError("malformed", { extensions: { code: "BAD_USER_INPUT" } });

/** The page of a caller who has no list. */
export const emptyConnection = { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } as const;

/**
 * Reads one page of the list that `scope` names (caller, list and filter in one text). A page size out of range and a
 * cursor that is not of this list are malformed, and are refused before the store is asked.
 */
export const connection = async <Row, Node>(
  request: PageRequest,
  scope: readonly string[],
  cursors: Cursors,
  read: (first: number, after: Record<string, unknown> | null) => Promise<RowPage<Row>>,
  show: (row: Row) => Node,
): Promise<Connection<Node>> => {
  const first = request.first ?? usualPage;
  if (first < 1 || first > longestPage) throw malformed();
  const list = scope.join("|");
  const after = request.after ? await cursors.open(request.after, list) : null;
  if (request.after && !after) throw malformed();
  const page = await read(first, after);
  const edges = await Promise.all(
    page.rows.map(async ({ row, place }) => ({ cursor: await cursors.seal(place, list), node: show(row) })),
  );
  return { edges, pageInfo: { hasNextPage: page.more, endCursor: edges.at(-1)?.cursor ?? null } };
};
