// Identifiers are drawn by the real drop and the real admit, in order, and must not give that order away.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { admit } from "../../functions/jobs/admit/admit.ts";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import type { Documents } from "../../functions/storage/client.ts";
import { waitingReportSchema, type WaitingReport } from "../../functions/storage/mailbox-items.ts";
import { makeReportDrop } from "../../functions/storage/report-drop.ts";
import type { ReportIntake } from "../../functions/storage/report-intake.ts";
import { makeWorld, type World } from "../kit/world.ts";
import { kendallTau } from "./footprint.ts";

const drawn = 5_000;
/** More than five standard deviations of tau between independent orders of this length. */
const uncorrelated = 0.05;

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.stop());

describe("identifiers", () => {
  /** Files by the real drop; what it would send to the store is kept in the order of filing. */
  const waitingInOrder = async (): Promise<WaitingReport[]> => {
    const waiting: WaitingReport[] = [];
    const taking = {
      send: ({ input }: { input: { TransactItems: { Put: { Item: unknown } }[] } }) => {
        waiting.push(waitingReportSchema.parse(input.TransactItems[1]?.Put.Item));
        return Promise.resolve({});
      },
    };
    const drop = makeReportDrop(taking as unknown as Documents, "mailbox", systemEntropy);
    const none = new Uint8Array(0);
    const sealed = {
      kid: "",
      officeWrap: none,
      receiptWrap: none,
      body: none,
      about: none,
      fingerprint: none,
      bodyHash: none,
    };
    const facts = { agency: "so-noi-vu", position: "STAFF", breach: "DELAY", avoid: false, form: 1 } as const;
    for (let n = 0; n < drawn; n++) {
      const handle = Buffer.from(systemEntropy.bytes(32)).toString("base64url");
      await drop.drop({ ...sealed, handle, facts, sealedBy: "BROWSER" }, world.clock.today());
    }
    return waiting;
  };

  it(`show no order: n = ${drawn} of each, |tau| < ${uncorrelated}`, async () => {
    const waiting = await waitingInOrder();
    const bySort = new Map(waiting.map((item) => [`${item.pk} ${item.sk}`, item]));
    const arrival = new Map(waiting.map(({ handle }, index) => [handle, String(index).padStart(6, "0")]));
    const heads: { id: string; number: string; handle: string }[] = [];
    const intake: ReportIntake = {
      ...world.intake,
      waiting: () => Promise.resolve(waiting),
      read: ({ pk, sk }) => Promise.resolve(bySort.get(`${pk} ${sk}`) ?? null),
      caseOf: () => Promise.resolve(null),
      admitReport: (_, head) => {
        heads.push(head);
        return Promise.resolve("moved");
      },
    };
    expect(await admit({ ...world.admitDeps, intake })).toBe(drawn);
    const taus = {
      waitingPartitions: kendallTau(waiting.map(({ pk }) => pk)),
      waitingSortKeys: kendallTau(waiting.map(({ sk }) => sk)),
      caseIds: kendallTau(heads.map(({ id }) => id)),
      caseNumbers: kendallTau(heads.map(({ number }) => number)),
      arrivalAgainstRelease: kendallTau(heads.map(({ handle }) => arrival.get(handle) ?? "")),
    };
    expect(Object.entries(taus).filter(([, tau]) => !(Math.abs(tau) < uncorrelated))).toEqual([]);
  });

  it("would be found out if they were ULIDs or counted", () => {
    const ulids = Array.from({ length: drawn }, (_, n) => `${(1e12 + n).toString(32)}${Math.random()}`);
    const counted = Array.from({ length: drawn }, (_, n) => String(n).padStart(22, "0"));
    expect([kendallTau(ulids), kendallTau(counted)]).toEqual([1, 1]);
  });
});
