// "Your safety": what is and is not promised, in the words of somebody who has to decide whether to write. Every
// sentence here must be true of the running system; the limits stand as plainly as the promises.
import { html } from "hono/html";
import { heading, type Html, page, paragraph, sentences } from "./layout.ts";
import { kept, notPromised, yourself } from "./words.ts";

/** The page at /plain/safety. */
export const safetyPage = (): Html =>
  page({
    titleVi: "An toàn của bạn",
    titleEn: "Your safety",
    here: "/plain/safety",
    body: html`
      ${heading(1, { vi: "An toàn của bạn", en: "Your safety" })}
      ${heading(2, { vi: "Điều hệ thống giữ cho bạn", en: "What the system keeps for you" })}
      ${sentences(kept)} ${heading(2, { vi: "Điều chúng tôi không hứa được", en: "What we cannot promise" })}
      ${sentences(notPromised)}
      ${heading(2, { vi: "Trang này niêm phong ở đâu", en: "Where this page seals" })}
      ${paragraph({
        vi: "Trang này không dùng JavaScript, nên máy bạn không tự niêm phong được. Lời bạn viết đi qua đường truyền mã hóa đến máy chủ, được niêm phong trong bộ nhớ rồi quên đi; bản chưa niêm phong không được ghi ra đâu cả. Trong khoảnh khắc đó, máy chủ thấy được lời bạn. Vụ việc có ghi rằng nó được niêm phong trên máy chủ.",
        en: "This page uses no JavaScript, so your device cannot seal by itself. Your words travel encrypted to the server, are sealed in its memory and forgotten; unsealed they are written nowhere. For that moment the server can see them. The case is marked as sealed on the server.",
      })}
      ${paragraph({
        vi: "Khi bạn mở hộp thư ở trang này cũng vậy: máy chủ mở thư trong bộ nhớ, trả trang cho bạn, rồi quên.",
        en: "Opening a mailbox here is the same: the server opens the letters in memory, answers with the page, and forgets.",
      })}
      ${heading(2, { vi: "Điều bạn tự làm được", en: "What you can do yourself" })} ${sentences(yourself)}
      ${heading(2, { vi: "Luật bảo vệ ai", en: "Whom the law protects" })}
      ${paragraph({
        vi: "Biện pháp bảo vệ và thời hạn giải quyết của Luật Tố cáo dành cho người tố cáo có nêu tên. Ở đây bạn được che chở vì không ai biết bạn là ai. Nếu bạn bị trả thù, trù dập, đó là một hành vi vi phạm khác và bạn có thể phản ánh hoặc tố cáo.",
        en: "The protection and time limits of the Law on Denunciations are for those who give their name. Here your shield is that nobody knows who you are. Retaliation is a breach of its own, which you may report or denounce.",
      })}
    `,
  });
