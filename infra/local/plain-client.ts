// A client of the plain pages, as a browser without JavaScript would use them, for scripts that run beside the system.

export type Fields = Readonly<Record<string, string>>;

/** The hidden inputs of the first form on a page, by name. */
export const hiddenInputs = (page: string): Record<string, string> => {
  const form = /<form[\s\S]*?<\/form>/u.exec(page)?.[0] ?? "";
  const inputs = form.match(/<input[^>]*type="hidden"[^>]*>/gu) ?? [];
  const attribute = (input: string, name: string) =>
    new RegExp(`${name}="([^"]*)"`, "u").exec(input)?.[1] ?? "";
  return Object.fromEntries(inputs.map((input) => [attribute(input, "name"), attribute(input, "value")]));
};

/** The one text of `#receipt`, or null when the page shows no receipt. */
export const receiptOn = (page: string): string | null =>
  /id="receipt"[^>]*>([^<]+)</u.exec(page)?.[1]?.trim() ?? null;

/** Sends a form. */
export const sendForm = async (url: string, fields: Fields): Promise<{ status: number; page: string }> => {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
  return { status: response.status, page: await response.text() };
};

/** An empty report form's hidden inputs. */
export const freshForm = async (origin: string): Promise<Record<string, string>> =>
  hiddenInputs(await (await fetch(`${origin}/plain/report`)).text());
