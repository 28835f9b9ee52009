// Sending a form again is the same report, however often and however closely together; its receipt never comes to mean
// another text.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { obtainToken } from "../../infra/local/token.ts";
import { caseIds, readAllCases } from "../kit/case-reader.ts";
import { type Running, startRunning } from "../kit/running.ts";
import {
  type Form,
  formIn,
  makeVisitor,
  ordinaryReport,
  receiptShown,
  type Visitor,
} from "../kit/visitor.ts";

const fillTime = 3_100;

const receiptOf = (form: Form): string => form.values["receipt"] ?? "";

describe("the same form", () => {
  let running: Running;
  let visitor: Visitor;
  let supervisor: string;
  let forms: readonly Form[];
  const forForm = (index: number): Form => forms[index] ?? { action: "", values: {} };
  beforeAll(async () => {
    running = await startRunning();
    const { origin } = running;
    visitor = makeVisitor(origin);
    forms = await Promise.all([visitor.reportForm(), visitor.reportForm()]);
    supervisor = await obtainToken({ origin, role: "casework:supervisor", unit: "so-noi-vu" });
    await sleep(fillTime);
  });
  afterAll(() => running.stop());

  it("posted twenty times at once is one report and twenty equal answers, also later", async () => {
    const form = forForm(0);
    const send = () => visitor.submit(form, ordinaryReport("LAN-MOT-20"));
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    const [first] = answers;
    expect(receiptShown(first?.text ?? "")).toBe(receiptOf(form));
    expect(answers.map(({ status, text }) => ({ status, isSame: text === first?.text }))).toEqual(
      Array.from({ length: 20 }, () => ({ status: 200, isSame: true })),
    );

    expect(await readAllCases(visitor, supervisor, 1)).toEqual([ordinaryReport("LAN-MOT-20")["narrative"]]);
    expect(await send()).toMatchObject({ status: 200, text: first?.text });
    expect(await readAllCases(visitor, supervisor, 1)).toHaveLength(1);
  });

  it("with another narrative is refused, gives the words back and changes nothing", async () => {
    const form = forForm(1);
    const before = (await caseIds(visitor, supervisor)).length;
    const stands = ordinaryReport("LAN-DAU-77");
    expect((await visitor.submit(form, stands)).status).toBe(200);

    const other = ordinaryReport("LAN-SAU-88");
    const refused = await visitor.submit(form, other);
    expect(refused.status).toBe(409);
    expect(receiptShown(refused.text)).toBeNull();
    expect(refused.text).toContain('id="refusal" role="alert"');
    expect(formIn(refused.text, "/plain/report").values).toMatchObject(other);

    const mailbox = await visitor.openMailbox(receiptOf(form));
    expect(formIn(mailbox.text, "/plain/mailbox/message").values["receipt"]).toBe(receiptOf(form));
    const narratives = await readAllCases(visitor, supervisor, before + 1);
    expect(narratives).toHaveLength(before + 1);
    expect(narratives).toContain(stands["narrative"]);
    expect(narratives).not.toContain(other["narrative"]);
  });
});
