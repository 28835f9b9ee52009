// The three tests of Article 25.2 as the writer meets them: hints from what was filled in, on this page alone. They look
// for what an inspector would look for, and promise nothing.
import { element } from "./page.ts";

const day = /\b\d{1,2}\s*[/.-]\s*\d{1,2}\b|ngày\s+\d|tháng\s+\d|ngay \d|thang \d/iu;
const thing =
  /giấy|biên lai|biên bản|phiếu|hóa đơn|công văn|quyết định|hồ sơ|ghi âm|video|ảnh|sổ|nhân chứng|chứng kiến|camera|tin nhắn|giay|bien lai|phieu|hoa don|cong van|quyet dinh|ho so|ghi am|so sach|chung kien|tin nhan/iu;
const place = /phòng|quầy|bàn|trụ sở|bộ phận một cửa|tại |ở |phong|quay|tru so|mot cua|tai /iu;

/** Which of the tests seem to be met. */
export const testsMet = (filled: {
  readonly agency: string;
  readonly position: string;
  readonly about: string;
  readonly narrative: string;
}): Readonly<Record<"who" | "what" | "check", boolean>> => ({
  who:
    filled.agency !== "" &&
    (filled.about.trim().length > 3 || filled.position === "HEAD" || filled.position === "BODY"),
  what: filled.narrative.trim().length >= 60 && day.test(filled.narrative),
  check: thing.test(filled.narrative) && place.test(filled.narrative),
});

/** Shows beside each test whether it seems to be met. */
export const showTestsMet = (): void => {
  const met = testsMet({
    agency: element("agency", HTMLSelectElement).value,
    position: document.querySelector<HTMLInputElement>("input[name=position]:checked")?.value ?? "",
    about: element("about", HTMLInputElement).value,
    narrative: element("narrative", HTMLTextAreaElement).value,
  });
  for (const [name, isMet] of Object.entries(met)) {
    const line = document.querySelector(`[data-test=${name}]`);
    line?.classList.toggle("is-met", isMet);
    line?.querySelector(".met")?.toggleAttribute("hidden", !isMet);
    line?.querySelector(".unmet")?.toggleAttribute("hidden", isMet);
  }
};
