// What is not needed to read the page or to send a report: the guard over what is written, the square code of a receipt,
// and the choosing of files, which it hands to the page's own script. It is loaded once somebody has begun to write, so
// that the page itself is small on a slow line.
import { encode } from "uqr";
import { letAttach } from "./files/picker.ts";
import { watchField } from "./guard-view.ts";
import { handedOver, type Later } from "./load-later.ts";

const svg = "http://www.w3.org/2000/svg";

const drawing = (text: string): SVGSVGElement => {
  const { data, size } = encode(text, { border: 4 });
  const picture = document.createElementNS(svg, "svg");
  picture.setAttribute("viewBox", `0 0 ${size} ${size}`);
  picture.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(svg, "path");
  const dark = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  path.setAttribute("d", dark.join(""));
  picture.append(path);
  return picture;
};

const drawReceipt = (receipt: HTMLElement): void => {
  const text = receipt.textContent ?? "";
  if (text !== "") document.getElementById("code")?.replaceChildren(drawing(text));
};

for (const field of document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(
  "#about, #narrative, #message",
)) {
  watchField(field);
  // What was written or pasted while this was on its way is looked at, too.
  if (field.value !== "") field.dispatchEvent(new Event("input"));
}
const receipt = document.getElementById("receipt");
if (receipt) {
  new MutationObserver(() => drawReceipt(receipt)).observe(receipt, { childList: true });
  drawReceipt(receipt);
}
const handed: Later = { letAttach };
document.dispatchEvent(new CustomEvent(handedOver, { detail: handed }));
