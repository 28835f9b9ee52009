// The main job, one report from the form to the reply, through the real stores and servers.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { openMessage } from "../../functions/sealing/message.ts";
import { unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { staff } from "../kit/actors.ts";
import { makeWorld, type World } from "../kit/world.ts";

let world: World;
beforeAll(async () => {
  world = await makeWorld();
});
afterAll(() => world.stop());

const read = `query ($id: ID!) {
  case(id: $id) { id number state report { narrative about } messages { from body } }
}`;
const screen = `mutation ($input: ScreenCaseInput!) {
  screenCase(input: $input) { ... on ScreenCaseOk { case { id state } } ... on ScreenCaseRefused { code } }
}`;
const assign = `mutation ($input: AssignCaseInput!) {
  assignCase(input: $input) { ... on AssignCaseOk { case { id state } } ... on AssignCaseRefused { code } }
}`;
const reply = `mutation ($input: ReplyToReporterInput!) {
  replyToReporter(input: $input) { ... on ReplyToReporterOk { case { id state } } ... on ReplyToReporterRefused { code } }
}`;

describe("one report", () => {
  it("goes from the form to the investigator, and the answer back into the mailbox", async () => {
    const narrative = "Tôi thấy cán bộ yêu cầu thêm tiền. ".repeat(110).trim();
    const { id, receipt, handle } = await world.newCase({ narrative, about: "Ông Nguyễn Văn A, phó phòng" });
    const supervisor = world.casework(staff("supervisor"));

    const list = await supervisor("{ cases { edges { node { id state agency { id } breach { code } } } } }");
    expect(list.data.cases.edges).toEqual([
      { node: { id, state: "SCREENING", agency: { id: "so-noi-vu" }, breach: { code: "HARASS_CORR" } } },
    ]);
    const opened = await supervisor(read, { id });
    expect(opened.data.case.report).toEqual({ narrative, about: "Ông Nguyễn Văn A, phó phòng" });

    const answers = { caseId: id, wrongdoerClear: true, evidenceConcrete: true, checkable: true };
    expect((await supervisor(screen, { input: answers })).data.screenCase).toEqual({
      case: { id, state: "ACTIONABLE" },
    });
    const investigator = "investigator.so-noi-vu";
    expect((await supervisor(assign, { input: { caseId: id, investigator } })).data.assignCase).toEqual({
      case: { id, state: "ASSIGNED" },
    });
    const hers = world.casework(staff("investigator"));
    expect((await hers(read, { id })).data.case.report.narrative).toBe(narrative);
    const answered = await hers(reply, { input: { caseId: id, body: "Xin cho biết ngày giờ cụ thể." } });
    expect(answered.data.replyToReporter).toEqual({ case: { id, state: "ASSIGNED" } });

    const keys = await receiptKeys(receipt);
    const box = await world.drop.open(handle);
    const secret = box && (await unwrapWithReceipt(box.box.receiptWrap, keys.wrapping));
    const place = { handle: keys.handle, direction: "from-unit" as const, n: 1, previous: new Uint8Array(0) };
    const message = await openMessage(
      secret ?? new Uint8Array(32),
      place,
      box?.messages[0] ?? new Uint8Array(0),
    );
    expect(message).toMatchObject({
      opened: true,
      text: { body: "Xin cho biết ngày giờ cụ thể.", state: "ASSIGNED", promised: "2026-10-19" },
    });
  });
});
