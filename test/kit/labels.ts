// What a frame says of itself, written anew by hand: two bytes of length, the header as JSON, then the rest as it was.
// Whoever has no key can do just this, and the public API must take what agrees with the facts beside it.

/** The header of a frame that says it is sealed for a box, with whatever else it says. */
export const withHeader = (rest: Uint8Array, header: Readonly<Record<string, unknown>>): Buffer => {
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(2);
  length.writeUInt16BE(text.length);
  return Buffer.concat([length, text, rest]);
};

type Input = Readonly<Record<string, unknown>>;

const relabelled = (frame: unknown, label: Readonly<Record<string, unknown>>): unknown => {
  if (typeof frame !== "string") return frame;
  const bytes = Buffer.from(frame, "base64url");
  const end = bytes.length < 2 ? 0 : 2 + bytes.readUInt16BE();
  try {
    const header: object = JSON.parse(bytes.subarray(2, end).toString("utf8"));
    return withHeader(bytes.subarray(end), { ...header, ...label }).toString("base64url");
  } catch {
    return frame;
  }
};

/** A report's input whose two frames say what its handle and its facts say; what is no frame stays as it is. */
export const withLabels = (input: Input): Input => {
  const facts = typeof input["facts"] === "object" ? input["facts"] : {};
  const label = { ...facts, box: input["handle"] };
  return { ...input, body: relabelled(input["body"], label), about: relabelled(input["about"], label) };
};
