// What a function's manifest.ts may say, and the things that its rights are given on.
import type { Table } from "aws-cdk-lib/aws-dynamodb";
import type { IKey } from "aws-cdk-lib/aws-kms";
import type { TableShape } from "../tables.ts";

export type TableName = TableShape["name"];
export type Room = "casework" | "protection";
/** Where sealed files are dropped, and where admit keeps those that belong to a report. */
export type FileBucket = "drop" | "kept";
export type FileAction = "GetObject" | "PutObject" | "DeleteObject";
export type TableAction = "GetItem" | "Query" | "PutItem" | "UpdateItem" | "DeleteItem";

/** What a function needs and may do. */
export interface FunctionManifest {
  readonly name: string;
  readonly env: readonly string[];
  readonly tables: Readonly<Partial<Record<TableName, Readonly<Record<string, readonly TableAction[]>>>>>;
  /** The only attributes that a GetItem may ask for, by table and lane. */
  readonly attributes?: Readonly<Partial<Record<TableName, Readonly<Record<string, readonly string[]>>>>>;
  /** The table whose stream starts it. */
  readonly stream?: TableName;
  readonly keys: {
    readonly report?: readonly ["Decrypt"];
    /** The key that signs its room's log. */
    readonly log?: readonly ("Sign" | "GetPublicKey")[];
  } & Readonly<Partial<Record<Room, readonly ("Encrypt" | "Decrypt")[]>>>;
  readonly buckets?: {
    readonly anchors?: readonly ("GetObject" | "PutObject")[];
  } & Readonly<Partial<Record<FileBucket, readonly FileAction[]>>>;
  /** Its room's queue of mail. */
  readonly queue?: readonly ("SendMessage" | "ReceiveMessage" | "DeleteMessage" | "GetQueueAttributes")[];
  /** Its room's user pool. */
  readonly pool?: readonly ("ListUsers" | "AdminGetUser")[];
  /** Whether it sends mail from its room's address. */
  readonly mail?: boolean;
}

/** The tables, buckets of files and keys of all sides. */
export interface Stores {
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly tableKeys: Readonly<Record<TableShape["side"], IKey>>;
  /** The names of the buckets of files. */
  readonly bucketNames: Readonly<Record<FileBucket, string>>;
  readonly reportKey: IKey;
  readonly roomKeys: Readonly<Record<Room, IKey>>;
  readonly logKeys: Readonly<Record<Room, IKey>>;
}

/** What else stands in a room, for the functions that work there by the clock or by a stream. */
export interface Surroundings {
  readonly room: Room;
  readonly queueArn: string;
  readonly poolArn: string;
  /** The address that mail is sent from, and its identity at the mail service. */
  readonly sender: string;
  readonly senderArn: string;
  /** The bucket of anchors with the prefix of the room's log. */
  readonly anchorsArn: string;
}
