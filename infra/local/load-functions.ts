// Loads the functions' own handlers into this process. Each reads its environment once, while it is loaded, so each is
// given its own before it is imported, as a Lambda would have it; a job that both rooms run is loaded once for each.
import type { DynamoDBStreamEvent, SQSBatchResponse, SQSEvent } from "aws-lambda";
import type { Environment, Environments } from "./environments.ts";
import type { LambdaHandler } from "./gateway.ts";

const functions = new URL("../../functions/", import.meta.url);

/** Imports `handler.ts` of a folder under its environment, apart from every other import of it. */
const load = async <Handler>(folder: string, environment: Environment, copy = ""): Promise<Handler> => {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  try {
    const module: { readonly handler: Handler } = await import(
      new URL(`${folder}/handler.ts${copy && `?${copy}`}`, functions).href
    );
    return module.handler;
  } finally {
    for (const name of Object.keys(environment)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
};

/** The jobs of one room. */
export interface RoomJobs {
  readonly anchor: (event: DynamoDBStreamEvent) => Promise<void>;
  readonly roll: () => Promise<void>;
  readonly notify: (event: SQSEvent) => Promise<SQSBatchResponse>;
}

export interface Functions {
  readonly intake: LambdaHandler;
  readonly portal: LambdaHandler;
  readonly casework: LambdaHandler;
  readonly protection: LambdaHandler;
  readonly admit: () => Promise<void>;
  readonly rooms: Readonly<Record<"casework" | "protection", RoomJobs>>;
}

const roomJobs = async (
  room: string,
  environments: Environments["rooms"]["casework"],
): Promise<RoomJobs> => ({
  anchor: await load("jobs/anchor", environments.anchor, room),
  roll: await load("jobs/roll", environments.roll, room),
  notify: await load("jobs/notify", environments.notify, room),
});

/** Every handler, each loaded under its environment. */
export const loadFunctions = async (environments: Environments): Promise<Functions> => ({
  intake: await load("intake", environments.intake),
  portal: await load("portal", environments.portal),
  casework: await load("casework", environments.casework),
  protection: await load("protection", environments.protection),
  admit: await load("jobs/admit", environments.admit),
  rooms: {
    casework: await roomJobs("casework", environments.rooms.casework),
    protection: await roomJobs("protection", environments.rooms.protection),
  },
});
