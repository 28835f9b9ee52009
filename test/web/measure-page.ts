// What is measured on an open page, as the browser laid it out. Each finding is a line that names what is wrong.

/** Runs in the page: everything that a person could not read, reach or tell apart there. */
export const measurePage = (): string[] => {
  const found: string[] = [];
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()} “${(element.textContent ?? "").trim().slice(0, 40)}”`;

  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth - clientWidth} px too wide`);
  if (document.querySelectorAll("h1").length !== 1) found.push("there is not exactly one h1");
  if (document.documentElement.lang !== "vi") found.push("the page is not said to be Vietnamese");

  let level = 0;
  for (const heading of document.querySelectorAll("h1, h2, h3")) {
    const next = Number(heading.tagName.slice(1));
    if (next > level + 1) found.push(`the level of ${nameOf(heading)} leaves one out`);
    level = next;
  }

  for (const control of document.querySelectorAll<HTMLInputElement>("input, select, textarea")) {
    const words = [...(control.labels ?? [])].map((label) => label.textContent?.trim()).join("");
    if (control.type !== "hidden" && words === "") found.push(`${control.name} has no label`);
    const described = control.getAttribute("aria-describedby")?.split(" ") ?? [];
    for (const id of described) if (!document.getElementById(id)) found.push(`#${id} is not there`);
  }

  const targets = ".band a, .button, .choice, select, textarea, input[type=text]";
  for (const target of document.querySelectorAll(targets)) {
    const { height } = target.getBoundingClientRect();
    if (!target.closest(".away") && height < 44) found.push(`${nameOf(target)} is ${height} px high`);
  }

  const lightness = (colour: string): number => {
    const [r = 0, g = 0, b = 0] = (colour.match(/[\d.]+/gu) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const groundOf = (element: Element): string => {
    for (let under: Element | null = element; under; under = under.parentElement) {
      const { backgroundColor } = getComputedStyle(under);
      if (backgroundColor !== "rgba(0, 0, 0, 0)") return backgroundColor;
    }
    return "rgb(255, 255, 255)";
  };
  for (const element of document.querySelectorAll("body, body *")) {
    const speaks = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim());
    if (!speaks || element.closest("option, optgroup")) continue;
    const [one, other] = [lightness(getComputedStyle(element).color), lightness(groundOf(element))];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < 4.5) found.push(`${nameOf(element)} has contrast ${contrast.toFixed(2)}`);
  }
  return found;
};
