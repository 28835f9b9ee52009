// Ten thousand pieces of junk in ten minutes, and two hundred people who have something to report meanwhile: all of
// them are heard, and staff go on working. The system is a process of its own; this one only sends, by a schedule that
// waits for nobody, and counts what it was told. It must never take a figure from the system that it can know itself.
//
//   npm run flood        FLOOD_JUNK=1000 FLOOD_HONEST=20 FLOOD_SECONDS=60 FLOOD_SEED=7 FLOOD_POW_COST=100 npm run flood
import { randomInt } from "node:crypto";
import { loadavg } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { readOfficeKey } from "../../functions/sealing/wrap.ts";
import { keepReportKey, publicHalf } from "../../infra/local/kms-keys.ts";
import { obtainToken } from "../../infra/local/token.ts";
import { type Running, startRunning } from "../kit/running.ts";
import { makeVisitor, ordinaryReport, receiptShown } from "../kit/visitor.ts";
import { type Arrival, makeSender, runSchedule, seeded, Tally } from "./flood-client.ts";
import { makeStopwatch, p95, readHonest, waitForCases } from "./flood-desk.ts";
import { fillTime, type Honest, honestUnit, reportByForm, reportByScript } from "./flood-honest.ts";
import { floodedUnit, type JunkKind, junkKinds, makeJunk } from "./flood-junk.ts";
import { solveTime } from "./flood-proof.ts";

/** What a release asks of a browser for each try of a solver. */
const realCost = 5_000;
const worstRatio = 3;
/** As many cases as a page of the list has, so that the quiet list is as long as the flooded one. */
const casesBefore = 20;
const quietSamples = 200;
const warmUp = 60;
const drainPatience = 180_000;

export interface FloodPlan {
  readonly junk: number;
  readonly honest: number;
  readonly seconds: number;
  readonly seed: number;
  /** Rounds of PBKDF2 for each try while the flood runs; the honest of one machine solve for two hundred. */
  readonly powCost: number;
  /** Milliseconds between two samples of the list, before and during. */
  readonly quietGap: number;
  readonly sampleGap: number;
}

export interface FloodFigures {
  readonly acknowledged: number;
  readonly secondTries: number;
  readonly admitted: number;
  readonly opened: number;
  readonly replied: number;
  readonly answered: number;
  /** Reports about the flooded unit: acknowledged to their senders, and standing as cases. */
  readonly floodAcknowledged: number;
  readonly floodCases: number;
  /** Junk that was filed although its work was missing or already spent. */
  readonly unprovenFiled: number;
  readonly replayedFiled: number;
  readonly drainSeconds: number;
  readonly quiet: number;
  readonly during: number;
  readonly ratio: number;
  /** By how many milliseconds the generator itself was late at worst. */
  readonly lag: number;
  readonly tally: Tally;
}

const noise = (random: () => number, spread: number): number => (random() - 0.5) * spread;

/** Fills the first page of the flooded unit's list and waits until it is full. */
const fillFirstPage = async (running: Running, token: string): Promise<void> => {
  const visitor = makeVisitor(running.origin);
  const forms = await Promise.all(Array.from({ length: casesBefore }, () => visitor.reportForm()));
  await sleep(fillTime);
  for (const [n, form] of forms.entries()) {
    const { text } = await visitor.submit(form, ordinaryReport(`TRUOC-${n}`));
    if (receiptShown(text) === null) throw new Error("a report before the flood was not taken");
  }
  const count = await waitForCases(visitor, token, casesBefore, drainPatience);
  if (count !== casesBefore) throw new Error("the reports before the flood were not admitted");
};

/** A third of each kind in an order and at times that the seed alone decides. */
const junkTimes = (plan: FloodPlan, random: () => number): { kind: JunkKind; at: number }[] =>
  Array.from({ length: plan.junk }, (_, n) => ({
    kind: junkKinds[n % junkKinds.length] ?? "plain",
    at: random() * plan.seconds * 1000,
  }));

/** Runs the flood against a running system. */
const flood = async (running: Running, plan: FloodPlan): Promise<FloodFigures> => {
  const { origin, dir } = running;
  const random = seeded(plan.seed);
  const tally = new Tally();
  const visitor = makeVisitor(origin);
  const [junkSend, honestSend] = [makeSender(origin, true), makeSender(origin, false)];
  const office = await readOfficeKey(publicHalf(await keepReportKey(dir)));
  const role = "casework:supervisor";
  const [watched, honestToken] = await Promise.all(
    [floodedUnit, honestUnit].map((unit) => obtainToken({ origin, role, unit })),
  );
  if (watched === undefined || honestToken === undefined) throw new Error("no token");

  await fillFirstPage(running, watched);
  const junk = await makeJunk(junkSend, office, random, tally);
  const everybody = Array.from({ length: plan.honest }, (_, n): Honest => {
    const marker = `VU-${String(n).padStart(5, "0")}-HET`;
    return { marker, lane: n % 2 === 0 ? "intake" : "plain", answers: [], receipt: null };
  });

  const stopwatch = makeStopwatch(origin, watched);
  await stopwatch.quiet(warmUp, 0);
  const quiet = await stopwatch.quiet(quietSamples, plan.quietGap);

  const length = plan.seconds * 1000;
  const duringSamples: number[] = [];
  const sampleTimes = Array.from(
    { length: Math.floor(length / plan.sampleGap) },
    (_, n) => (n + 0.5) * plan.sampleGap + noise(random, plan.sampleGap / 2),
  );
  const honestArrivals = everybody.map((honest, n): Arrival => {
    const at = ((n + 0.5) * length) / plan.honest;
    return honest.lane === "intake"
      ? { at, act: () => reportByScript(honest, honestSend, office) }
      : { at: at - fillTime, act: () => reportByForm(honest, visitor) };
  });
  const lag = await runSchedule([
    ...junkTimes(plan, random).flatMap(({ kind, at }) => junk.arrivals(kind, at)),
    ...honestArrivals,
    ...stopwatch.arrivals(sampleTimes, duringSamples),
  ]);

  const ended = performance.now();
  const acknowledged = everybody.filter(({ receipt }) => receipt !== null).length;
  const filed = (kind: JunkKind): number => tally.count(kind, "filed");
  const floodAcknowledged = casesBefore + filed("unproven") + filed("replayed") + filed("plain");
  const floodCases = await waitForCases(visitor, watched, floodAcknowledged, drainPatience);
  const admitted = await waitForCases(visitor, honestToken, acknowledged, drainPatience);
  const drainSeconds = (performance.now() - ended) / 1000;
  const read = await readHonest(visitor, honestSend, honestToken, everybody);
  for (const { lane, answers } of everybody) tally.add(`honest by ${lane}`, answers.join(" then "));
  return {
    acknowledged,
    secondTries: everybody.filter(({ answers }) => answers.length > 1).length,
    admitted,
    ...read,
    floodAcknowledged,
    floodCases,
    unprovenFiled: filed("unproven"),
    replayedFiled: filed("replayed"),
    drainSeconds,
    quiet: p95(quiet),
    during: p95(duringSamples),
    ratio: p95(duringSamples) / p95(quiet),
    lag,
    tally,
  };
};

/** Starts a system of its own, floods it, and ends it. */
export const runFlood = async (plan: FloodPlan): Promise<FloodFigures> => {
  const running = await startRunning({ POW_COST: String(plan.powCost) });
  try {
    return await flood(running, plan);
  } finally {
    await running.stop();
  }
};

/** What was missed, in words. The ratio is not among it: it means something only on a machine that does nothing else. */
export const missesOf = (plan: FloodPlan, figures: FloodFigures): string[] => {
  const whole = (name: string, count: number): string | null =>
    count === plan.honest ? null : `${name}: ${count} of ${plan.honest}`;
  return [
    whole("acknowledged", figures.acknowledged),
    whole("admitted", figures.admitted),
    whole("opened", figures.opened),
    whole("replied to", figures.replied),
    whole("reply read", figures.answered),
    figures.unprovenFiled === 0 ? null : `filed without work: ${figures.unprovenFiled}`,
    figures.replayedFiled <= 1 ? null : `filed with spent work: ${figures.replayedFiled}`,
    figures.floodCases === figures.floodAcknowledged
      ? null
      : `about ${floodedUnit}: ${figures.floodAcknowledged} acknowledged, ${figures.floodCases} cases`,
  ].filter((miss) => miss !== null);
};

const planFrom = (env: Readonly<Record<string, string | undefined>>): FloodPlan => ({
  junk: Number(env.FLOOD_JUNK ?? 10_000),
  honest: Number(env.FLOOD_HONEST ?? 200),
  seconds: Number(env.FLOOD_SECONDS ?? 600),
  seed: Number(env.FLOOD_SEED ?? randomInt(2 ** 31)),
  powCost: Number(env.FLOOD_POW_COST ?? 100),
  quietGap: 100,
  sampleGap: 500,
});

const summary = (plan: FloodPlan, figures: FloodFigures, solve: number, load: number): string => {
  const { tally } = figures;
  const ms = (value: number): string => `${value.toFixed(1)} ms`;
  return [
    `junk ${plan.junk} in ${plan.seconds} s, seed ${plan.seed}, load of the machine before ${load.toFixed(2)}`,
    ...junkKinds.map((kind) => `  ${kind} ${tally.count(kind)}: ${tally.answers(kind)}`),
    `honest ${plan.honest}: acknowledged ${figures.acknowledged} (${figures.secondTries} at the second try)`,
    ...(["intake", "plain"] as const).map((lane) => `  by ${lane}: ${tally.answers(`honest by ${lane}`)}`),
    `  admitted ${figures.admitted}, opened ${figures.opened}, replied to ${figures.replied}, reply read ${figures.answered}`,
    `about ${floodedUnit}: ${figures.floodAcknowledged} acknowledged, ${figures.floodCases} cases; drained ${figures.drainSeconds.toFixed(1)} s after the flood`,
    `list of ${floodedUnit}, p95: quiet ${ms(figures.quiet)}, during ${ms(figures.during)}, ratio ${figures.ratio.toFixed(2)} (at most ${worstRatio})`,
    `generator late by ${ms(figures.lag)} at worst`,
    `POW_COST ${plan.powCost}; one challenge at the real cost of ${realCost} takes ${ms(solve)} to solve here`,
  ].join("\n");
};

if (import.meta.main) {
  const plan = planFrom(process.env);
  const load = loadavg()[0] ?? 0;
  const solve = await solveTime(realCost);
  const figures = await runFlood(plan);
  const misses = missesOf(plan, figures);
  if (!(figures.ratio <= worstRatio)) misses.push(`ratio ${figures.ratio.toFixed(2)}`);
  process.stdout.write(`${summary(plan, figures, solve, load)}\n`);
  process.stdout.write(misses.length === 0 ? "every figure is met\n" : `MISSED: ${misses.join("; ")}\n`);
  process.exit(misses.length === 0 ? 0 : 1);
}
