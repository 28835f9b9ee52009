// Somebody at the doors of a running system: the plain forms as a browser without a script fills them in and sends
// them, and the three APIs as a client posts to them. It knows nothing of the system but what a page or a reply says.

export interface Answer {
  readonly status: number;
  /** The whole head, a line for each header. */
  readonly head: string;
  readonly text: string;
}

/** A form of a page, with the values that a browser would send back if nobody touched it. */
export interface Form {
  readonly action: string;
  readonly values: Readonly<Record<string, string>>;
}

export type Api = "intake" | "casework" | "protection";

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };

/** Text of a page without its escapes. */
export const unescaped = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|#39);/gu, (_, name: string) => entities[name] ?? "");

const attribute = (tag: string, name: string): string | null => {
  const value = new RegExp(`\\s${name}="([^"]*)"`, "u").exec(tag)?.[1];
  return value === undefined ? null : unescaped(value);
};

const inputValue = (tag: string): string | null => {
  const isChoice = /^(radio|checkbox)$/u.test(attribute(tag, "type") ?? "");
  return isChoice && !/\schecked\b/u.test(tag) ? null : (attribute(tag, "value") ?? "");
};

const chosenOption = (select: string): string => {
  const options = select.match(/<option\s[^>]*>/gu) ?? [];
  return attribute(options.find((tag) => /\sselected\b/u.test(tag)) ?? options[0] ?? "", "value") ?? "";
};

/** The form of a page that goes to `action`; throws when there is none. */
export const formIn = (page: string, action: string): Form => {
  const forms = page.match(/<form\s[\s\S]*?<\/form>/gu) ?? [];
  const form = forms.find((text) => attribute(text, "action") === action);
  if (form === undefined) throw new Error(`no form that goes to ${action}`);
  const values: Record<string, string> = {};
  const keep = (tag: string, value: string | null): void => {
    const name = attribute(tag, "name");
    if (name !== null && value !== null) values[name] = value;
  };
  for (const tag of form.match(/<input\s[^>]*>/gu) ?? []) keep(tag, inputValue(tag));
  for (const select of form.match(/<select\s[\s\S]*?<\/select>/gu) ?? []) keep(select, chosenOption(select));
  for (const [all, words = ""] of form.matchAll(/<textarea\s[^>]*>\n?([\s\S]*?)<\/textarea>/gu)) {
    keep(all, unescaped(words));
  }
  return { action, values };
};

/** The receipt that a page shows, or null. */
export const receiptShown = (page: string): string | null =>
  /<p id="receipt"[^>]*>([0-9A-Z-]{29})<\/p>/u.exec(page)?.[1] ?? null;

export type Visitor = ReturnType<typeof makeVisitor>;

/** A visitor of the system at `origin`; every function throws when nothing answers there. */
export const makeVisitor = (origin: string) => {
  const ask = async (path: string, init: RequestInit = {}): Promise<Answer> => {
    const answer = await fetch(`${origin}${path}`, { redirect: "manual", ...init });
    const head = [...answer.headers].map(([name, value]) => `${name}: ${value}`).join("\n");
    return { status: answer.status, head, text: await answer.text() };
  };

  /** Sends a form with some of its values changed, as `multipart/form-data`. */
  const submit = (form: Form, changes: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const body = new FormData();
    for (const [name, value] of Object.entries({ ...form.values, ...changes })) body.append(name, value);
    return ask(form.action, { method: "POST", body });
  };

  /** Posts a body as it is to an API. */
  const post = (
    api: Api,
    body: string | Uint8Array<ArrayBuffer>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> =>
    ask(`/${api}/graphql`, {
      method: "POST",
      body,
      headers: { "content-type": "application/json", ...headers },
    });

  return {
    ask,
    submit,
    post,
    /** The empty report form; its hidden inputs are good for a sending from three seconds later on. */
    reportForm: async (): Promise<Form> => formIn((await ask("/plain/report")).text, "/plain/report"),
    /** Opens the mailbox of a receipt; the page with the letters has a form of its own for a further one. */
    openMailbox: (receipt: string): Promise<Answer> =>
      submit({ action: "/plain/mailbox", values: { receipt } }),
    /** Asks a staff API; with no token nothing is sent in its place. */
    query: (
      api: "casework" | "protection",
      token: string | null,
      query: string,
      variables: Readonly<Record<string, unknown>> = {},
    ): Promise<Answer> =>
      post(
        api,
        JSON.stringify({ query, variables }),
        token === null ? {} : { authorization: `Bearer ${token}` },
      ),
  };
};

/** What a reporter fills in when nothing about it matters; `marker` makes the narrative one of its kind. */
export const ordinaryReport = (marker: string): Readonly<Record<string, string>> => ({
  agency: "so-noi-vu",
  position: "STAFF",
  breach: "HARASS_CORR",
  understood: "yes",
  about: "",
  narrative: `Cán bộ một cửa yêu cầu nộp thêm tiền ngoài phí để trả hồ sơ đúng hạn. ${marker}`,
});
