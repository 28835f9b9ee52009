// How somebody with keyboard and mouse fills in the plain form: by the labels that he sees, not by what lies beneath.
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";

/** What is chosen and written, each as the words on the page put it. */
export interface Filled {
  readonly agency: string;
  readonly position: string;
  readonly breach: string;
  readonly avoid: boolean;
  readonly about: string;
  readonly narrative: string;
}

/** A report that anybody could have written and that lands with the Department of Home Affairs. */
export const plainReport: Filled = {
  agency: "Sở Nội vụ / Department of Home Affairs",
  position: "Cán bộ, công chức, viên chức; kể cả trưởng, phó phòng thuộc sở",
  breach: "Chậm trễ giải quyết công việc, thủ tục hành chính / Delay",
  avoid: false,
  about: "",
  narrative: "Hồ sơ hợp lệ nộp đã hai tháng không được giải quyết, phiếu hẹn bị đổi ba lần.",
};

/** A person is never faster than this; a form that comes back sooner is refused. Milliseconds, with some to spare. */
const shortestFill = 3_100;

/** Waits until the open form is old enough to be taken. */
export const takeTime = (): Promise<void> => sleep(shortestFill);

/** Fills in the form that is open. */
export const fillReport = async (page: Page, filled: Filled): Promise<void> => {
  await page.getByLabel("Cơ quan, đơn vị The body", { exact: true }).selectOption(filled.agency);
  await page.getByLabel(new RegExp(`^${filled.position}`, "u")).check();
  await page.getByLabel("Hành vi The kind of breach").selectOption(filled.breach);
  await page.getByLabel("Đừng để chính cơ quan này xử lý").setChecked(filled.avoid);
  await page.getByLabel("Họ tên, chức vụ người bị phản ánh").fill(filled.about);
  await page.getByLabel("Sự việc").fill(filled.narrative);
  await page.getByLabel("Tôi biết").check();
};

const chosenLabel = async (page: Page): Promise<string> => {
  const labels = await page.locator(".choice:has([name=position]:checked)").allInnerTexts();
  return labels.join().trim().split("\n", 1)[0] ?? "";
};

const chosenOption = async (page: Page, id: string): Promise<string> =>
  (await page.locator(`#${id} option:checked`).innerText()).trim();

/** What stands in the form that is open. */
export const whatStands = async (page: Page): Promise<Filled> => ({
  agency: await chosenOption(page, "agency"),
  position: await chosenLabel(page),
  breach: await chosenOption(page, "breach"),
  avoid: await page.getByLabel("Đừng để chính cơ quan này xử lý").isChecked(),
  about: await page.getByLabel("Họ tên, chức vụ người bị phản ánh").inputValue(),
  narrative: await page.getByLabel("Sự việc").inputValue(),
});

/** Presses the form's button and resolves to the status of the page that follows. */
export const send = async (page: Page): Promise<number> => {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().isNavigationRequest()),
    page.locator("main form button").click(),
  ]);
  await page.waitForLoadState();
  return answer.status();
};
