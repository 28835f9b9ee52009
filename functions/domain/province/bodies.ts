// The bodies of the province as a tree, and the outside authorities beside it. Another province replaces the folder
// with the tables; the two imports below are the only place that names it.
import { z } from "zod";
import bodyTable from "./gia-lai/bodies.json" with { type: "json" };
import doorTable from "./gia-lai/doors.json" with { type: "json" };

const bodyKinds = [
  "EXTERNAL",
  "PROVINCE_COMMITTEE",
  "DEPARTMENT",
  "INSPECTORATE",
  "COMMUNE",
  "WARD",
] as const;

const slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/u);
const bodySchema = z.strictObject({
  id: slug,
  /** The official code of a commune or ward. */
  officialCode: z.string().nullable(),
  nameVi: z.string().min(1),
  nameEn: z.string().min(1),
  kind: z.enum(bodyKinds),
  /** The body directly above. */
  parent: slug.nullable(),
});
export type Body = z.infer<typeof bodySchema>;

export interface Door {
  readonly body: Body;
  /** How to reach it, in words. */
  readonly howVi: string;
  readonly howEn: string;
}

const byId = new Map<string, Body>();
for (const body of z.array(bodySchema).parse(bodyTable)) {
  if (byId.has(body.id)) throw new Error(`two bodies are called ${body.id}`);
  // A parent stands before its children in the table, so the tree has no cycle and no loose end.
  if (body.parent !== null && !byId.has(body.parent)) throw new Error(`no body above ${body.id}`);
  byId.set(body.id, body);
}

const doorSchema = z.strictObject({ id: slug, howVi: z.string().min(1), howEn: z.string().min(1) });
const doors = new Map(
  z
    .array(doorSchema)
    .parse(doorTable)
    .map(({ id, howVi, howEn }) => [id, { howVi, howEn }]),
);

/** Every body, in the order of the table. */
export const bodies: readonly Body[] = [...byId.values()];

/** The body of that id. */
export const bodyOf = (id: string): Body | undefined => byId.get(id);

/** The body directly above another one. */
export const bodyAbove = (id: string): Body | undefined => {
  const parent = byId.get(id)?.parent;
  return parent === null || parent === undefined ? undefined : byId.get(parent);
};

/** Whether staff of this body may sign in: it exists and belongs to the province. */
export const isUnit = (id: string): boolean => {
  const body = byId.get(id);
  return body !== undefined && body.kind !== "EXTERNAL";
};

/** An outside authority with the way to it. */
export const doorOf = (id: string): Door | undefined => {
  const body = byId.get(id);
  const way = doors.get(id);
  return body && way ? { body, ...way } : undefined;
};
