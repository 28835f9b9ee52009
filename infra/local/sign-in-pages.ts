// The pages of the local sign-in, in Vietnamese and English. They carry no script, no font and no picture and ask
// nothing of any other host; whatever a visitor sent is escaped.
import { createHash } from "node:crypto";
import { html, raw } from "hono/html";

export interface Unit {
  readonly id: string;
  readonly nameVi: string;
}

export interface SignInForm {
  readonly room: "casework" | "protection";
  readonly roles: readonly string[];
  readonly units: readonly Unit[];
  /** Where the form goes. */
  readonly action: string;
  /** Whether an earlier try was refused. */
  readonly wrong: boolean;
}

type Html = ReturnType<typeof html>;

const style = `
body { max-width: 34rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; color: #1c2733; background: #fbfaf7 }
h1 { font-size: 1.4rem }
label { display: block; margin-top: 1rem }
select, input { display: block; width: 100%; box-sizing: border-box; padding: .5rem; font: inherit }
button { margin: 1.5rem .5rem 0 0; padding: .6rem 1.2rem; font: inherit }
.wrong { padding: .5rem 1rem; border-left: .25rem solid #a33 }
`;

// Whole in one piece: its hash is in the policy, so no formatter may add a space to it.
const styleElement = raw(`<style>${style}</style>`);
const styleHash = createHash("sha256").update(style).digest("base64");

/** The headers of every page; `origin` is where a finished sign-in may lead. */
export const pageHeaders = (origin: string): Readonly<Record<string, string>> => ({
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self' ${origin}; base-uri 'none'; frame-ancestors 'none'`,
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
});

const page = async (title: string, content: Html): Promise<string> =>
  String(
    await html`<!doctype html>
      <html lang="vi">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width" />
          <title>${title}</title>
          ${styleElement}
        </head>
        <body>
          <h1>${title}</h1>
          ${content}
        </body>
      </html> `,
  );

const titles = {
  casework: "Đăng nhập thử: xử lý phản ánh · Demo sign-in: casework",
  protection: "Đăng nhập thử: bảo vệ cán bộ · Demo sign-in: protection",
} as const;

const roleNames: Readonly<Record<string, string>> = {
  supervisor: "người phụ trách · supervisor",
  investigator: "người xác minh · investigator",
  "intake-officer": "người tiếp nhận · intake officer",
  auditor: "người kiểm tra nhật ký · auditor",
  official: "cán bộ đề xuất · official",
  member: "thành viên tập thể · member",
  head: "người đứng đầu · head",
  registrar: "người giữ sổ · registrar",
};

/** The form: who one wants to be. */
export const signInPage = (form: SignInForm): Promise<string> =>
  page(
    titles[form.room],
    html`<p>
        Chỉ dùng trên máy này để xem thử hệ thống; không có mật khẩu.<br />Only on this machine, to try the
        system; there are no passwords.
      </p>
      ${form.wrong ? html`<p class="wrong" role="alert">Chưa đúng vai trò, đơn vị hoặc mã người dùng. · The role, unit or subject is not valid.</p>` : ""}
      <form method="post" action="${form.action}">
        <label
          >Vai trò · Role
          <select name="role">
            ${form.roles.map((role) => html`<option value="${role}">${roleNames[role] ?? role}</option>`)}
          </select></label
        >
        <label
          >Đơn vị · Unit
          <select name="unit">
            ${form.units.map((unit) => html`<option value="${unit.id}">${unit.nameVi}</option>`)}
          </select></label
        >
        <label
          >Mã người dùng (để trống: vai trò và đơn vị) · Subject (empty: role and unit)
          <input
            name="subject"
            maxlength="64"
            pattern="[a-z0-9][a-z0-9._\\-]*"
            autocomplete="off"
            spellcheck="false"
        /></label>
        <button>Đăng nhập · Sign in</button>
      </form>`,
  );

/** The question before signing out; `form` is the provider's own hidden form. */
export const signOutPage = (form: string): Promise<string> =>
  page(
    "Đăng xuất? · Sign out?",
    html`${raw(form)}
      <button form="op.logoutForm" name="logout" value="yes">Đăng xuất · Sign out</button>
      <button form="op.logoutForm">Ở lại · Stay</button>`,
  );

/** The end of a sign-out that leads nowhere else. */
export const signedOutPage = (): Promise<string> =>
  page("Đã đăng xuất · Signed out", html`<p>Có thể đóng trang này. · You may close this page.</p>`);

/** Something went wrong; `reason` is the provider's own word for it. */
export const signInErrorPage = (reason: string): Promise<string> =>
  page(
    "Không đăng nhập được · Could not sign in",
    html`<p class="wrong" role="alert">${reason}</p>
      <p>Hãy bắt đầu lại từ trang làm việc. · Please start again from the page you came from.</p>`,
  );
