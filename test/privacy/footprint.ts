// The whole footprint that a reporter may leave, typed here by hand from the design and not from the code: each
// attribute of each lane with the reason why it has to be there. What is not in this list must not exist.

/** One item as it lies in a table. */
export interface Stored {
  readonly table: string;
  readonly item: Readonly<Record<string, unknown>>;
}

interface Lane {
  readonly table: string;
  /** What the item's keys look like: random, hashed, or a number inside one box; nothing else. */
  readonly pk: RegExp;
  readonly sk: RegExp;
  /** Attribute by attribute, why it is kept. Names that share a reason share a line. */
  readonly kept: Readonly<Record<string, string>>;
}

const handle = "[A-Za-z0-9_-]{43}";
const caseId = "[0-9a-hjkmnp-tv-z]{26}";
const keys = { "pk sk": "the address of the item: a hash, random characters, or a number inside one box" };

/** Every lane in which something lies because a reporter acted. */
export const footprint: Readonly<Record<string, Lane>> = {
  box: {
    table: "mailbox",
    pk: new RegExp(`^BOX#${handle}$`, "u"),
    sk: /^BOX$/u,
    kept: {
      ...keys,
      receiptWrap: "the case secret for whoever holds the receipt; opens to nobody else",
      "filedPrint lastPrint": "tell the same form sent twice from another one; keyed by the receipt",
      "sent lastHash": "order the messages of this one box, so that none is lost, doubled or put between",
      left: "how many more messages the box takes, against floods",
      "files partsLeft": "number the files of this one box, and how many more parts it takes, against floods",
      lastParts: "tells the last file asked for twice from another one; a power of two and no length",
      word: "the word of the last visit, by which a reporter sees that somebody else was here; no day, no count",
      ttl: "the midnight after which the box is gone",
    },
  },
  waiting: {
    table: "mailbox",
    pk: /^IN#[0-3]$/u,
    sk: /^[A-Za-z0-9_-]{22}$/u,
    kept: {
      ...keys,
      "kind number":
        "what waits, and which message of its box it is, so that it goes in behind the one before",
      handle: "which box it came from, so that the answer finds its way back",
      day: "how many working days it has waited, for the longest wait; a day and no hour",
      facts: "agency, position, breach, avoid and form version decide who may open it",
      sealedBy: "whether the browser or the server sealed it, told to whoever works the case",
      "kid officeWrap": "which key of the office opens it, and the case secret under that key",
      "body about": "the sealed words of the reporter",
      attachments:
        "under which random names the files of a message were dropped; gone with it when it goes through",
    },
  },
  reply: {
    table: "mailbox",
    pk: new RegExp(`^OUT#${handle}$`, "u"),
    sk: /^\d{6}$/u,
    kept: { ...keys, body: "the unit's sealed words", ttl: "the midnight after which it is gone" },
  },
  spent: {
    table: "mailbox",
    pk: /^POW#\d{4}-\d{2}-\d{2}$/u,
    sk: new RegExp(`^${handle}$`, "u"),
    kept: { ...keys, ttl: "a solved challenge counts once, and its mark goes with the challenge's last day" },
  },
  marker: {
    table: "reports",
    pk: new RegExp(`^BOX#${handle}$`, "u"),
    sk: /^MARKER$/u,
    kept: { ...keys, caseId: "a box becomes one case and no second one" },
  },
  words: {
    table: "reports",
    pk: new RegExp(`^CASE#${caseId}$`, "u"),
    sk: /^(REPORT|MESSAGE#\d{6})$/u,
    kept: { ...keys, "body about": "the sealed words, where the unit reads them" },
  },
  files: {
    table: "reports",
    pk: new RegExp(`^CASE#${caseId}$`, "u"),
    sk: /^FILES#\d{6}$/u,
    kept: {
      ...keys,
      files: "under which random names the sealed parts of a message's files are kept, and which never came",
    },
  },
  wrap: {
    table: "wraps",
    pk: new RegExp(`^CASE#${caseId}$`, "u"),
    sk: /^WRAP$/u,
    kept: {
      ...keys,
      "office kid room": "the case secret for the office, then for the room; deleting it destroys the case",
    },
  },
  head: {
    table: "cases",
    pk: new RegExp(`^CASE#${caseId}$`, "u"),
    sk: /^HEAD$/u,
    kept: {
      ...keys,
      "id number": "how staff name the case; random, telling no order and no day",
      "agency position breach avoid form sealedBy": "the reporter's routing facts, compared at every opening",
      handle: "where answers are laid",
      "releasedOn due":
        "the day of release and the deadlines that run from it (Luật Tố cáo 2018); days, no hours",
      "state unit excluded assignee":
        "where the case stands and who may and may not see it; set by the office",
      "inbound outbound outHash words": "number the messages and the staff's words inside this one case",
      "seq chain": "tie the case to its trail",
      "unitKey assigneeKey registerKey rowSort row": "the lists it stands in, made of the facts above",
    },
  },
  entry: {
    table: "cases",
    pk: new RegExp(`^CASE#${caseId}$`, "u"),
    sk: /^ENTRY#\d{6}$/u,
    kept: {
      ...keys,
      "act by from to facts": "that something came in; never what it said",
      on: "the day of it where a reporter caused it; the instant only of an act of staff",
      "seq prev hash": "the chain that makes a missing line show",
    },
  },
  staffWords: {
    table: "cases",
    pk: new RegExp(`^CASE#${caseId}$`, "u"),
    sk: /^WORDS#\d{6}$/u,
    kept: { ...keys, body: "what staff wrote, sealed; it is there because staff acted" },
  },
};

/** The only lengths of a sealed part, in bytes: 2, 5, 10, 20, 40, 80 KiB. */
export const bucketSizes: readonly number[] = [2_048, 5_120, 10_240, 20_480, 40_960, 81_920];

/** The only names and the only length of what lies in the buckets of files: random, a count of parts; 1 MiB. */
export const objectName = new RegExp(`^(?:upload|kept)/${handle}/\\d{1,3}$`, "u");
export const objectSize = 1_048_576;

const dayLength = 86_400;
const hanoi = 7 * 3_600;
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** The lane of the list in which an item lies, by name. */
export const laneOf = ({ table, item }: Stored): string | undefined =>
  Object.entries(footprint).find(
    ([, lane]) => lane.table === table && lane.pk.test(String(item.pk)) && lane.sk.test(String(item.sk)),
  )?.[0];

/** The names of the attributes that the list allows in a lane. */
export const listedIn = (lane: string): readonly string[] =>
  Object.keys(footprint[lane]?.kept ?? {}).flatMap((line) => line.split(" "));

/** Values in an item, wherever they are nested, lists packed as JSON included. */
const leaves = (value: unknown): unknown[] => {
  if (typeof value === "string" && value.startsWith("{")) return leaves(JSON.parse(value));
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return [value];
  return Object.values(value).flatMap(leaves);
};

const isMidnight = (seconds: number): boolean => (seconds + hanoi) % dayLength === 0;

/** Whether the number is an instant within two days of one of `instants` (milliseconds), in s, ms, µs or ns. */
const isInstant = (n: number, instants: readonly number[]): boolean =>
  [1_000, 1, 1e-3, 1e-6].some((unit) =>
    instants.some((instant) => Math.abs(n * unit - instant) < 2 * dayLength * 1_000),
  );

/** The first 48 bits of bytes, or of text read as ULID, UUID or base64url, where time-ordered ids carry their time. */
const headsOf = (leaf: unknown): number[] => {
  const head = (bytes: Buffer): number[] => (bytes.length < 8 ? [] : [bytes.readUIntBE(0, 6)]);
  if (leaf instanceof Uint8Array) return head(Buffer.from(leaf));
  if (typeof leaf !== "string") return [];
  return leaf.split(/[#|]/u).flatMap((part) => {
    const values = part
      .slice(0, 10)
      .toUpperCase()
      .split("")
      .map((character) => crockford.indexOf(character));
    const ulid = values.length === 10 && !values.includes(-1);
    return [
      ...(ulid ? [values.reduce((sum, value) => sum * 32 + value, 0)] : []),
      ...head(Buffer.from(part.replaceAll("-", ""), "hex")),
      ...head(Buffer.from(part, "base64url")),
    ];
  });
};

const tellsTime = (leaf: unknown, instants: readonly number[]): boolean => {
  const text = typeof leaf === "string" ? leaf : "";
  if (/\d{4}-?\d{2}-?\d{2}[T ]\d{2}|\b\d{1,2}:\d{2}\b|\d{1,2} [A-Z][a-z]{2} \d{4}/u.test(text)) return true;
  const n = typeof leaf === "number" ? leaf : /^\d{10,19}$/u.test(text) ? Number(text) : 0;
  return [n, ...headsOf(leaf)].some((value) => isInstant(value, instants));
};

/** Whether the item is there because staff acted: the only kind whose instant is kept. */
const isActOfStaff = ({ item }: Stored): boolean =>
  String(item.sk).startsWith("ENTRY#") && item.by !== "admit" && typeof item.by === "string";

/** The ciphertext's length in a frame: header length (2 bytes), header, nonce (12), tag (16), ciphertext. */
export const ciphertextSize = (frame: Uint8Array): number =>
  frame.length - 30 - Buffer.from(frame).readUInt16BE(0);

/**
 * What is wrong with an item: a lane or an attribute that is not on the list, a time finer than the day (`instants`,
 * in milliseconds, are the moments at which anybody acted), a time to live off midnight, a sealed part of another size.
 */
export const faultsOf = (stored: Stored, instants: readonly number[]): string[] => {
  const lane = laneOf(stored);
  if (lane === undefined) return [`${stored.table}: an unknown lane`];
  const names = new Set(listedIn(lane));
  return Object.entries(stored.item).flatMap(([name, value]) => {
    const faults: string[] = [];
    if (!names.has(name)) faults.push(`${name}: not on the list`);
    if (name === "ttl" && !(Number.isInteger(value) && isMidnight(Number(value))))
      faults.push("ttl: off midnight");
    const sealed = (name === "body" || name === "about") && lane !== "staffWords";
    if (sealed && !(value instanceof Uint8Array && bucketSizes.includes(ciphertextSize(value)))) {
      faults.push(`${name}: of another size`);
    }
    const dated = isActOfStaff(stored) && name === "on";
    if (!dated && name !== "ttl" && leaves(value).some((leaf) => tellsTime(leaf, instants))) {
      faults.push(`${name}: a time finer than the day`);
    }
    return faults;
  });
};

/** Kendall's tau-a between the order of the list and the order of its texts: 1 the same, 0 none, -1 reversed. */
export const kendallTau = (texts: readonly string[]): number => {
  const sorted = [...new Set(texts)].toSorted((a, b) => (a < b ? -1 : 1));
  const rank = new Map(sorted.map((text, index) => [text, index]));
  const ranks = texts.map((text) => rank.get(text) ?? 0);
  let sum = 0;
  for (let i = 0; i < ranks.length; i++) {
    for (let j = i + 1; j < ranks.length; j++) sum += Math.sign((ranks[j] ?? 0) - (ranks[i] ?? 0));
  }
  return sum / ((ranks.length * (ranks.length - 1)) / 2);
};
