// Answers on the public side come in few sizes, so that their length on the wire tells little of what is in them.

/** The step in which public answers grow, in bytes. */
export const sizeStep = 16 * 1024;

/** The text with blanks behind it up to the next multiple of `step` bytes; blanks mean nothing in JSON and HTML. */
export const evenSize = (text: string, step: number = sizeStep): string => {
  const length = Buffer.byteLength(text);
  return text + " ".repeat((step - (length % step)) % step);
};
