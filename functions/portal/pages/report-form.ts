// The form of an anonymous report. It asks about the matter and never about the writer; a refused form comes back
// with the writer's own words in it, and nothing of them may stand anywhere but in its fields.
import { html } from "hono/html";
import { aboutLength } from "../../domain/report/limits.ts";
import { bilingual, heading, hiddenFields, type Html, page, paragraph, sentences } from "./layout.ts";
import { refusalNotice, type RefusalNotice } from "./refusal.ts";
import { leaveOut, threeTests, type Words } from "./words.ts";

interface AgencyChoice {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly groupVi: string;
  readonly groupEn: string;
}

export interface ReportFormModel {
  /** In the order of the form; bodies of one group need not stand together. */
  readonly agencies: readonly AgencyChoice[];
  readonly breaches: readonly { readonly code: string; readonly nameVi: string; readonly nameEn: string }[];
  readonly limits: { readonly narrativeMin: number; readonly narrativeMax: number };
  readonly values: {
    readonly agency: string;
    readonly position: string;
    readonly breach: string;
    readonly avoid: boolean;
    readonly understood: boolean;
    readonly about: string;
    readonly narrative: string;
  };
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly refusal: RefusalNotice | null;
}

const positions: readonly { readonly code: string; readonly name: Words }[] = [
  {
    code: "STAFF",
    name: {
      vi: "Cán bộ, công chức, viên chức; kể cả trưởng, phó phòng thuộc sở",
      en: "Staff, including division heads of a department",
    },
  },
  { code: "DEPUTY", name: { vi: "Cấp phó của người đứng đầu cơ quan", en: "A deputy head of the body" } },
  { code: "HEAD", name: { vi: "Người đứng đầu cơ quan", en: "The head of the body" } },
  { code: "BODY", name: { vi: "Chính cơ quan, đơn vị", en: "The body itself" } },
];

const faultyField: Readonly<Record<string, string>> = {
  unknownAgency: "agency",
  notHere: "agency",
  unknownBreach: "breach",
  tooShort: "narrative",
  tooLong: "narrative",
  notUnderstood: "understood",
};

/** A report form stands for one report: sent again with other words it cannot become a second one. */
const noticeOf = (refusal: RefusalNotice): RefusalNotice =>
  refusal.code === "alreadySent" ? { ...refusal, code: "formSent" } : refusal;

const chosen = (isChosen: boolean) => (isChosen ? html` selected` : "");
const checked = (isChecked: boolean) => (isChecked ? html` checked` : "");

const nothingChosen = (value: string): Html =>
  html`<option value="" ${chosen(value === "")}>– Chọn / Choose –</option>`;

const agencyOptions = (agencies: readonly AgencyChoice[], value: string): Html =>
  html`${[...Map.groupBy(agencies, (agency) => agency.groupVi)].map(
    ([groupVi, group]) =>
      html`<optgroup label="${groupVi} / ${group[0]?.groupEn}">
        ${group.map(
          (agency) =>
            html`<option value="${agency.id}" ${chosen(agency.id === value)}>
              ${agency.nameVi} / ${agency.nameEn}
            </option>`,
        )}
      </optgroup>`,
  )}`;

const guidance = html` ${heading(2, { vi: "Trước khi viết", en: "Before you write" })}
  ${paragraph({
    vi: "Phản ánh có đủ ba điều sau thì kiểm tra được (khoản 2 Điều 25 Luật Tố cáo 2018):",
    en: "A report that has these three things can be looked into (Article 25.2, Law on Denunciations 2018):",
  })}
  ${sentences(threeTests)}
  <div class="notice">
    ${heading(2, { vi: "Giữ an toàn cho bạn", en: "Keep yourself safe" })} ${sentences(leaveOut)}
    ${paragraph({
      vi: "Trang này không dùng JavaScript: lời bạn được niêm phong trên máy chủ, trong bộ nhớ, rồi quên đi. Không ghi ở đâu bản chưa niêm phong.",
      en: "This page uses no JavaScript: your words are sealed on the server, in memory, and forgotten. Unsealed they are written nowhere.",
    })}
    <p><a href="/plain/safety">${bilingual({ vi: "An toàn của bạn", en: "Your safety" })}</a></p>
  </div>`;

/** The page at /plain/report; with a refusal, the notice first and the form as it was sent. */
export const reportFormPage = (model: ReportFormModel): Html => {
  const { values, limits, refusal } = model;
  const faulty = refusal ? faultyField[refusal.code] : undefined;
  const described = (field: string, hint: string) =>
    faulty === field
      ? html` aria-invalid="true" aria-describedby="refusal ${hint}"`
      : html` aria-describedby="${hint}"`;
  return page({
    titleVi: refusal ? "Chưa gửi được – Viết phản ánh" : "Viết phản ánh",
    titleEn: refusal ? "Not sent yet – Write a report" : "Write a report",
    here: "/plain/report",
    body: html`
      ${heading(1, { vi: "Viết phản ánh", en: "Write a report" })}
      ${refusal ? refusalNotice(noticeOf(refusal)) : guidance}
      <form method="post" action="/plain/report" enctype="multipart/form-data" autocomplete="off">
        ${hiddenFields(model.hidden)}
        <div class="away" aria-hidden="true">
          <label for="website">Để trống ô này / Leave this empty</label
          ><input type="text" id="website" name="website" value="" tabindex="-1" autocomplete="off" />
        </div>

        <div class="field">
          <label class="ask" for="agency">${bilingual({ vi: "Cơ quan, đơn vị", en: "The body" })}</label>
          <p class="hint" id="agency-hint">
            ${bilingual({ vi: "Nơi người bị phản ánh làm việc, hoặc chính nơi bị phản ánh.", en: "Where the person works, or the body that the report is about." })}
          </p>
          <select id="agency" name="agency" required autocomplete="off" ${described("agency", "agency-hint")}>
            ${nothingChosen(values.agency)}${agencyOptions(model.agencies, values.agency)}
          </select>
        </div>

        <fieldset class="field">
          <legend>
            ${bilingual({ vi: "Người bị phản ánh là ai trong cơ quan đó", en: "The position of the person in it" })}
          </legend>
          ${positions.map(
            ({ code, name }) =>
              html`<label class="choice"
                ><input
                  type="radio"
                  name="position"
                  value="${code}"
                  required
                  autocomplete="off"
                  ${checked(code === values.position)}
                /><span>${bilingual(name)}</span></label
              >`,
          )}
        </fieldset>

        <div class="field">
          <label class="ask" for="breach">${bilingual({ vi: "Hành vi", en: "The kind of breach" })}</label>
          <p class="hint" id="breach-hint">
            ${bilingual({ vi: "Chọn loại gần nhất. Chọn chưa đúng cũng không sao.", en: "Take the nearest. A wrong choice does no harm." })}
          </p>
          <select id="breach" name="breach" required autocomplete="off" ${described("breach", "breach-hint")}>
            ${nothingChosen(values.breach)}${model.breaches.map(
              (breach) =>
                html`<option value="${breach.code}" ${chosen(breach.code === values.breach)}>
                  ${breach.nameVi} / ${breach.nameEn}
                </option>`,
            )}
          </select>
        </div>

        <div class="field">
          <label class="choice"
            ><input
              type="checkbox"
              name="avoid"
              value="yes"
              autocomplete="off"
              ${checked(values.avoid)}
            /><span
              >${bilingual({ vi: "Đừng để chính cơ quan này xử lý; xin chuyển lên trên một cấp.", en: "Not this body itself; please send it one level up." })}</span
            ></label
          >
        </div>

        <div class="field">
          <label class="ask" for="about"
            >${bilingual({ vi: "Họ tên, chức vụ người bị phản ánh (không bắt buộc)", en: "Name and post of the person complained of (optional)" })}</label
          >
          <p class="hint" id="about-hint">
            ${bilingual({ vi: "Tên của họ, không phải tên bạn. Ô này cũng được niêm phong.", en: "Their name, not yours. This field is sealed too." })}
          </p>
          <input
            type="text"
            id="about"
            name="about"
            value="${values.about}"
            maxlength="${aboutLength.max}"
            autocomplete="off"
            autocapitalize="words"
            spellcheck="false"
            writingsuggestions="false"
            ${described("about", "about-hint")}
          />
        </div>

        <div class="field">
          <label class="ask" for="narrative">${bilingual({ vi: "Sự việc", en: "What happened" })}</label>
          <p class="hint" id="narrative-hint">
            ${bilingual({ vi: `Từ ${limits.narrativeMin} đến ${limits.narrativeMax.toLocaleString("vi-VN")} ký tự. Đừng viết bạn là ai.`, en: `From ${limits.narrativeMin} to ${limits.narrativeMax.toLocaleString("en-GB")} characters. Do not write who you are.` })}
          </p>
          <textarea
            id="narrative"
            name="narrative"
            rows="12"
            required
            minlength="${limits.narrativeMin}"
            maxlength="${limits.narrativeMax}"
            autocomplete="off"
            spellcheck="false"
            writingsuggestions="false"
            ${described("narrative", "narrative-hint")}
          >
${values.narrative}</textarea>
        </div>

        <div class="field">
          <label class="choice"
            ><input
              type="checkbox"
              id="understood"
              name="understood"
              value="yes"
              required
              autocomplete="off"
              ${faulty === "understood" ? html` aria-invalid="true" aria-describedby="refusal"` : ""}
              ${checked(values.understood)}
            /><span
              >${bilingual({ vi: "Tôi biết: ở trang này lời tôi được niêm phong trên máy chủ, không phải trong máy tôi.", en: "I know that on this page my words are sealed on the server, not in my device." })}</span
            ></label
          >
        </div>

        <p class="send">
          <button class="button" type="submit">
            ${bilingual({ vi: "Niêm phong và gửi", en: "Seal and send" })}
          </button>
        </p>
        ${paragraph({
          vi: "Sau khi gửi, bạn nhận một mã biên nhận. Hãy chuẩn bị giấy bút.",
          en: "After sending you get a receipt. Have pen and paper ready.",
        })}
        ${paragraph({
          vi: "Nếu mạng đứt và thay vào đó là một trang lỗi: tải lại chính trang ấy và đồng ý gửi lại, không sợ thành hai phản ánh. Đừng bấm nút Quay lại.",
          en: "If the line breaks and an error page comes instead, reload that very page and agree to send again; it does not make two reports. Do not press Back.",
        })}
      </form>
      ${refusal ? guidance : ""}
    `,
  });
};
