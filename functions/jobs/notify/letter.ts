// The one mail that staff ever get. It says nothing, because those who run the mail server may be friends of the
// accused: no link, no name, no number, no day, and the same bytes whether or not there is anything.
import type { Letter } from "../../platform/mail.ts";

export const letter: Letter = {
  subject: "Thông báo ngày làm việc · Working-day notice",
  text: [
    "Đây là thông báo ngày làm việc của hệ thống.",
    "Thư này được gửi vào mỗi ngày làm việc, dù có việc hay không.",
    "Xin đừng trả lời thư này.",
    "",
    "This is the working-day notice of the system.",
    "It is sent each working day, whether or not there is anything.",
    "Please do not reply to it.",
    "",
  ].join("\n"),
};
