// What runs by the clock and after an act: the airlock's daily batch, and for each room its log's anchor and its mail.
import { Duration, Stack } from "aws-cdk-lib";
import type { UserPool } from "aws-cdk-lib/aws-cognito";
import type { Construct } from "constructs";
import { manifest as admit } from "../functions/jobs/admit/manifest.ts";
import { BundledFunction } from "./constructs/bundled-function.ts";
import { Clock } from "./constructs/daily.ts";
import type { Room, Stores } from "./constructs/manifest.ts";
import { RoomJobs } from "./constructs/room-jobs.ts";
import type { Stage } from "./stage.ts";

export interface JobsStackProps {
  readonly stage: Stage;
  readonly data: Stores;
  readonly pools: Readonly<Record<Room, UserPool>>;
}

export class JobsStack extends Stack {
  readonly admit: BundledFunction;
  readonly rooms: Readonly<Record<Room, RoomJobs>>;

  constructor(scope: Construct, id: string, { stage, data, pools }: JobsStackProps) {
    super(scope, id, { terminationProtection: stage.production });
    this.rooms = {
      casework: new RoomJobs(this, "Casework", { stage, room: "casework", data, pool: pools.casework }),
      protection: new RoomJobs(this, "Protection", {
        stage,
        room: "protection",
        data,
        pool: pools.protection,
      }),
    };
    this.admit = new BundledFunction(this, "Admit", {
      manifest: admit,
      folder: "jobs/admit",
      stores: data,
      values: {
        MINIMUM_BATCH: String(stage.minimumBatch),
        MAXIMUM_WAIT: String(stage.maximumWait),
        WORKING_DAYS_ONLY: stage.workingDaysOnly ? "yes" : "no",
      },
      side: "staff",
      timeout: Duration.minutes(10),
      deadLetters: this.rooms.casework.deadJobs,
    });
    const roll = (room: Room) => ({
      id: "RollDaily",
      target: this.rooms[room].roll,
      at: "08:00",
      description: `the working day's notice to everybody of ${room}`,
    });
    const airlock = {
      id: "AdmitDaily",
      target: this.admit,
      at: "17:30",
      description: "lets what waits through the airlock",
    };
    new Clock(this, "CaseworkClock", [airlock, roll("casework")], this.rooms.casework.deadJobs);
    new Clock(this, "ProtectionClock", [roll("protection")], this.rooms.protection.deadJobs);
  }
}
