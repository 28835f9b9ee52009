// The hidden inputs of the plain form: good from three seconds after they were given out until the end of the next day
// in Viet Nam, for the one receipt they came with.
import { describe, expect, it } from "vitest";
import { makeClock } from "../../functions/platform/clock.ts";
import { systemEntropy } from "../../functions/platform/entropy.ts";
import { makeFormTokens } from "../../functions/portal/form-token.ts";

const given = Date.parse("2026-10-05T10:30:00+07:00");
const issuedAt = (instant: number) => {
  let now = instant;
  const key = systemEntropy.bytes(32);
  const forms = makeFormTokens(
    key,
    makeClock(() => now),
    systemEntropy,
  );
  const inputs = Object.fromEntries(forms.issue().map(({ name, value }) => [name, value]));
  const { receipt = "", issued = "", token = "" } = inputs;
  return {
    forms,
    inputs: { receipt, issued, token },
    stateAt: (text: string, changes: Partial<typeof inputs> = {}) => {
      now = Date.parse(text);
      const sent = { receipt, issued, token, ...changes };
      return forms.check(sent.receipt, sent.issued, sent.token).state;
    },
  };
};

describe("a form's hidden inputs", () => {
  it.each([
    ["2026-10-05T10:30:00+07:00", "tooSoon"],
    ["2026-10-05T10:30:02.999+07:00", "tooSoon"],
    ["2026-10-05T10:30:03+07:00", "good"],
    ["2026-10-06T23:59:59.999+07:00", "good"],
    ["2026-10-07T00:00:00+07:00", "expired"],
    ["2027-10-05T10:30:00+07:00", "expired"],
    ["2026-10-04T10:30:00+07:00", "tooSoon"],
  ])("at %s are %s", (at, state) => {
    expect(issuedAt(given).stateAt(at)).toBe(state);
  });

  it("end with the next day also when they were given out a minute before midnight", () => {
    const form = issuedAt(Date.parse("2026-10-05T23:59:00+07:00"));
    expect(form.stateAt("2026-10-06T23:59:59+07:00")).toBe("good");
    expect(form.stateAt("2026-10-07T00:00:01+07:00")).toBe("expired");
  });

  it("are good for no other receipt, no other time and under no other key", () => {
    const form = issuedAt(given);
    const other = issuedAt(given);
    const later = "2026-10-05T11:00:00+07:00";
    expect(form.stateAt(later)).toBe("good");
    expect(form.stateAt(later, { receipt: other.inputs.receipt })).toBe("forged");
    expect(form.stateAt(later, { issued: String(given - 1) })).toBe("forged");
    expect(form.stateAt(later, { token: other.inputs.token })).toBe("forged");
    expect(form.stateAt(later, { token: "" })).toBe("forged");
    expect(form.stateAt(later, { receipt: "" })).toBe("forged");
  });

  it("can be given out again for the same receipt", () => {
    const { forms, inputs } = issuedAt(given);
    const check = forms.check(inputs.receipt, inputs.issued, inputs.token);
    const again = check.state === "forged" ? [] : forms.issue(check.receipt);
    expect(again.find(({ name }) => name === "receipt")?.value).toBe(inputs.receipt);
  });
});
