// The plain form: what was written is checked, sealed here in memory, stored and forgotten. Only after it was stored
// is the receipt shown. Whatever is refused comes back with the writer's own words still in the form.
import { breaches } from "../domain/law/breaches.ts";
import { type Outcome, done, refused } from "../domain/outcome.ts";
import { bodies } from "../domain/province/bodies.ts";
import type { Door } from "../domain/province/bodies.ts";
import { routeOf, type RoutingFacts, routingFactsSchema } from "../domain/report/facts.ts";
import { aboutLength, formVersion, narrativeLength } from "../domain/report/limits.ts";
import { cleanText } from "../domain/text.ts";
import { errorClass } from "../platform/log.ts";
import { sha256 } from "../sealing/bytes.ts";
import { formatReceipt } from "../sealing/receipt.ts";
import { type ReportText, sealReport } from "../sealing/report.ts";
import { written } from "../sealing/seal.ts";
import { type Answer, type Desk, field, type Fields, statusOf } from "./desk.ts";
import type { HiddenInput } from "./form-token.ts";
import { receiptPage } from "./pages/receipt.ts";
import type { RefusalNotice } from "./pages/refusal.ts";
import { reportFormPage } from "./pages/report-form.ts";
import { groupOf } from "./agency-groups.ts";

const agencies = bodies.map((body) => ({
  id: body.id,
  nameVi: body.nameVi,
  nameEn: body.nameEn,
  ...groupOf(body),
}));

const form = (fields: Fields, hidden: readonly HiddenInput[], refusal: RefusalNotice | null) =>
  reportFormPage({
    agencies,
    breaches,
    limits: { narrativeMin: narrativeLength.min, narrativeMax: narrativeLength.max },
    values: {
      agency: field(fields, "agency"),
      position: field(fields, "position"),
      breach: field(fields, "breach"),
      avoid: field(fields, "avoid") === "yes",
      about: field(fields, "about"),
      narrative: field(fields, "narrative"),
      understood: field(fields, "understood") === "yes",
    },
    hidden,
    refusal,
  });

/** The empty form. */
export const emptyForm = (desk: Desk): Answer => ({ status: 200, page: form({}, desk.forms.issue(), null) });

/** The form back, with what was written in it, when the request as a whole is too long. */
export const formTooLong = (desk: Desk, fields: Fields): Answer => ({
  status: 413,
  page: form(fields, desk.forms.issue(), { code: "tooLong" }),
});

interface Filled {
  readonly facts: RoutingFacts;
  readonly text: ReportText;
}

const doorNotice = ({ body, howVi, howEn }: Door): RefusalNotice => ({
  code: "notHere",
  door: { nameVi: body.nameVi, nameEn: body.nameEn, howVi, howEn },
});

const routed = (facts: RoutingFacts): RefusalNotice | null => {
  const route = routeOf(facts);
  if (!route.done) return { code: route.code };
  return route.value.taken ? null : doorNotice(route.value.door);
};

const filledFrom = (fields: Fields): Outcome<Filled> => {
  const facts = routingFactsSchema.safeParse({
    agency: field(fields, "agency"),
    position: field(fields, "position"),
    breach: field(fields, "breach"),
    avoid: field(fields, "avoid") === "yes",
    form: formVersion,
  });
  if (!facts.success || field(fields, "website") !== "") return refused("malformed");
  const narrative = cleanText(field(fields, "narrative"), narrativeLength);
  if (!narrative.done) return narrative;
  const about = cleanText(field(fields, "about"), aboutLength);
  if (!about.done) return about;
  return done({ facts: facts.data, text: { narrative: narrative.value, about: about.value } });
};

/** Files a sent form. */
export const fileReport = async (desk: Desk, fields: Fields): Promise<Answer> => {
  const check = desk.forms.check(field(fields, "receipt"), field(fields, "issued"), field(fields, "token"));
  const back = (notice: RefusalNotice): Answer => {
    const hidden = check.state === "forged" ? desk.forms.issue() : desk.forms.issue(check.receipt);
    return { status: statusOf(notice.code), page: form(fields, hidden, notice) };
  };
  const filled = filledFrom(fields);
  if (!filled.done) return back({ code: filled.code });
  const { facts, text } = filled.value;
  if (field(fields, "understood") !== "yes") return back({ code: "notUnderstood" });
  const elsewhere = routed(facts);
  if (elsewhere) return back(elsewhere);
  if (check.state === "forged") return back({ code: "expired" });
  if (check.state !== "good") return back({ code: check.state });
  if (!desk.throttle.take()) return back({ code: "tryLater" });
  const { handle, ...sealed } = await sealReport(check.receipt, desk.office, facts, text);
  const report = {
    ...sealed,
    handle: written(handle),
    facts,
    sealedBy: "SERVER" as const,
    bodyHash: await sha256(sealed.body),
  };
  const outcome = await desk.drop.drop(report, desk.clock.today()).catch((error: unknown) => {
    desk.log("REQUEST_FAILED", { part: "portal", error: errorClass(error) });
    return refused("tryLater");
  });
  if (!outcome.done) return back({ code: outcome.code });
  return { status: 200, page: receiptPage({ receipt: formatReceipt(check.receipt) }) };
};
