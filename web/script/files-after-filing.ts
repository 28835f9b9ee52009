// Files right after a report was taken: the receipt is still at hand, so nobody has to type it to add a photo. They go
// into the new mailbox as its first message.
import { receiptKeys } from "../../functions/sealing/keys.ts";
import { frameHash } from "../../functions/sealing/message.ts";
import type { SealedReport } from "../../functions/sealing/report.ts";
import { unwrapWithReceipt } from "../../functions/sealing/wrap.ts";
import { type Box, makeBox } from "./box.ts";
import type { Picker } from "./files/picker.ts";
import { element, oneAtATime, showTexts } from "./page.ts";

const newBox = async (receipt: Uint8Array, sealed: SealedReport): Promise<Box> => {
  const keys = await receiptKeys(receipt);
  const secret = await unwrapWithReceipt(sealed.receiptWrap, keys.wrapping);
  if (!secret) throw new Error("a wrap of another receipt");
  return makeBox({ keys, secret, sent: 0, lastHash: await frameHash(sealed.body), files: 0, seen: 0 });
};

/** Lets what `picker` chooses be sent to the mailbox of a report that was just taken as it was sealed. */
export const letSendFiles = (receipt: Uint8Array, sealed: SealedReport, picker: Picker): void => {
  const problems = element("file-problems", HTMLDivElement);
  const button = element("send-files", HTMLButtonElement);
  element("files-section", HTMLElement).hidden = false;
  let box: Promise<Box> | undefined;
  const send = async (): Promise<void> => {
    if (picker.isEmpty()) return;
    showTexts(problems, []);
    const own = await (box ??= newBox(receipt, sealed));
    const attached = await picker.sendAll(own);
    const refused =
      typeof attached === "string" ? attached : await own.post(button.dataset["alone"] ?? "", attached);
    if (refused !== undefined) return showTexts(problems, ["tryLater"]);
    element("file-place", HTMLDivElement).remove();
    button.remove();
    const sent = element("files-sent", HTMLDivElement);
    sent.hidden = false;
    sent.focus();
  };
  button.addEventListener(
    "click",
    oneAtATime(send, () => showTexts(problems, ["line"])),
  );
};
