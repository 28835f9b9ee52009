// The receipt, shown once, as text; the square code of the printed slip is drawn from it and holds nothing else. It goes
// to no storage, no title and no address.
import { formatReceipt } from "../../functions/sealing/receipt.ts";
import { clearPage } from "./leaving.ts";
import { element, showTexts } from "./page.ts";

/** Shows the receipt in the place of the form; `asBefore` when words that were changed later were not taken. */
export const showReceipt = (receipt: Uint8Array, asBefore: boolean): void => {
  const text = formatReceipt(receipt);
  const taken = element("taken", HTMLElement);
  element("writing", HTMLDivElement).remove();
  element("receipt", HTMLParagraphElement).textContent = text;
  element("print", HTMLButtonElement).addEventListener("click", () => print());
  element("done", HTMLButtonElement).addEventListener("click", clearPage);
  showTexts(taken, asBefore ? ["earlier"] : []);
  taken.hidden = false;
  taken.focus();
};
