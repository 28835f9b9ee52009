// Tampering, in numbers: clean logs of a seed must give no finding, and each thing done to one at least one. It prints
// how many, of which seed, how long. LOG_TAMPERINGS, LOG_CLEAN and LOG_SEED make it longer or another.
import { generateKeyPairSync } from "node:crypto";
import { expect, it } from "vitest";
import { verifierKey } from "../../functions/jobs/anchor/checkpoint.ts";
import { itemOfLine } from "../../infra/local/evidence.ts";
import { verifyLog } from "../../infra/local/log-verifier.ts";
import { type Dice, makeDice, newLog, type Signer } from "./clean-log.ts";
import { type Shown, tamperings, untouched } from "./log-tamperings.ts";

const count = Number(process.env.LOG_TAMPERINGS ?? 3_000);
const clean = Number(process.env.LOG_CLEAN ?? 300);
const seed = Number(process.env.LOG_SEED ?? 20_261_125);

const origin = "la-chan/test/casework";
const newSigner = (): Signer => {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const raw = publicKey.export({ type: "spki", format: "der" }).subarray(-32);
  return { origin, key: verifierKey(origin, raw), secret: privateKey };
};
const signer = newSigner();
const forger = newSigner();

const verdictOn = ({ lines, objects, kept }: Shown) =>
  verifyLog({
    items: lines.map((line) => itemOfLine(line.toString())),
    objects: new Map([...objects].map(([key, bytes]) => [key, bytes.toString()])),
    key: signer.key,
    origin,
    kept,
  });

const say = (line: string) => process.stdout.write(`${line}\n`);

const tampered = (dice: Dice): { name: string; shown: Shown } => {
  for (;;) {
    const [name, tamper] = dice.pick(tamperings);
    const shown = tamper({ log: newLog(dice), dice, signer, forger });
    if (shown) return { name, shown };
  }
};

it(`finds nothing in ${clean} clean logs`, { timeout: 3_600_000 }, () => {
  const started = performance.now();
  const alarms: unknown[] = [];
  let entries = 0;
  let exposed = 0;
  for (let n = 0; n < clean; n++) {
    const log = newLog(makeDice(seed * 31 + n));
    const verdict = verdictOn(untouched(signer, log));
    const leaves = new Set(log.batches.slice(0, log.unfinished ? -1 : undefined).flat());
    if (verdict.findings.length > 0 || verdict.anchored !== leaves.size) alarms.push({ n, ...verdict });
    entries += verdict.entries;
    exposed += verdict.exposed;
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(
    `${clean} clean logs, seed ${seed}: ${entries} entries, ${exposed} exposed, ${alarms.length} false alarms, ${seconds} s`,
  );
  expect(alarms).toEqual([]);
});

it("finds any one byte changed, wherever it is", { timeout: 600_000 }, () => {
  const dice = makeDice(seed);
  const log = newLog(dice);
  const { lines, objects } = untouched(signer, log);
  const changed = (bytes: Buffer, at: number): Buffer => {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ (1 << dice.below(8));
    return copy;
  };
  const missed: string[] = [];
  let bytes = 0;
  const look = (name: string, shown: Shown) => {
    bytes += 1;
    if (verdictOn(shown).findings.length === 0) missed.push(name);
  };
  for (const [n, line] of lines.entries())
    for (const at of Buffer.from(line).keys())
      look(`${n}/${at}`, { lines: lines.with(n, changed(Buffer.from(line), at)), objects });
  for (const [key, text] of objects)
    for (const at of text.keys())
      look(`${key}/${at}`, { lines, objects: new Map(objects).set(key, changed(text, at)) });
  say(`${bytes} bytes of one log, seed ${seed}: ${missed.length} missed`);
  expect(missed).toEqual([]);
});

it(`finds each of ${count} tamperings`, { timeout: 36_000_000 }, () => {
  const started = performance.now();
  const missed: string[] = [];
  const done = new Map<string, number>();
  for (let n = 0; n < count; n++) {
    const { name, shown } = tampered(makeDice(seed + n * 7919));
    done.set(name, (done.get(name) ?? 0) + 1);
    if (verdictOn(shown).findings.length === 0) missed.push(`${name} ${n}`);
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const each = [...done].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, times]) => `${name} ${times}`);
  say(`${count} tamperings, seed ${seed}: ${missed.length} missed, ${seconds} s (${each.join(", ")})`);
  expect(missed).toEqual([]);
  expect(done.size).toBe(tamperings.length);
});
