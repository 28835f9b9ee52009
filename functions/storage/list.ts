// A page of a list: one query of one index, whose sort key puts waiting work first. A filter by state is a prefix of
// that key, so that no page is ever filtered afterwards.
import { QueryCommand } from "@aws-sdk/lib-dynamodb";
import type { Day } from "../domain/day.ts";
import type { Documents } from "./client.ts";
import type { Item } from "./query.ts";

export interface ListQuery {
  readonly index: string;
  /** The index's partition attribute and the value asked for. */
  readonly attribute: string;
  readonly value: string;
  /** A prefix of the sort key; empty for the whole list. */
  readonly prefix: string;
  readonly first: number;
  /** Where to go on, as an earlier page gave it. */
  readonly after: Item | null;
}

export interface ListPage<Row> {
  /** Each row with the place to go on from after it. */
  readonly rows: readonly { readonly row: Row; readonly place: Item }[];
  readonly more: boolean;
}

/** The sort key of a row: the rank of its state, the day it counts from, its id. */
export const rowSort = (rank: number, day: Day, id: string): string =>
  `${rank.toString().padStart(2, "0")}#${day}#${id}`;

/** The prefix that selects one state. */
export const sortPrefix = (rank: number | null): string =>
  rank === null ? "" : `${rank.toString().padStart(2, "0")}#`;

/** Reads one page; `read` turns the packed row into what it says. */
export const listPage = async <Row>(
  documents: Documents,
  table: string,
  query: ListQuery,
  read: (packed: unknown) => Row,
): Promise<ListPage<Row>> => {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: table,
      IndexName: query.index,
      KeyConditionExpression: `#partition = :value${query.prefix ? " AND begins_with(rowSort, :prefix)" : ""}`,
      ExpressionAttributeNames: { "#partition": query.attribute },
      ExpressionAttributeValues: { ":value": query.value, ...(query.prefix && { ":prefix": query.prefix }) },
      Limit: query.first + 1,
      ...(query.after && { ExclusiveStartKey: query.after }),
    }),
  );
  const rows = Items.slice(0, query.first).map((item) => ({
    row: read(JSON.parse(String(item.row))),
    place: { pk: item.pk, sk: item.sk, rowSort: item.rowSort, [query.attribute]: item[query.attribute] },
  }));
  return { rows, more: Items.length > query.first };
};
