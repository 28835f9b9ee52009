// The guard against giving oneself away: it marks, in the browser and before anything is sent, the words by
// which the writer of a report could be known. It only points; whether to strike them out is the writer's own
// choice. It reads no more than the text it is given, and tells nobody.
import { filesIn } from "./guard/files.ts";
import { homesIn } from "./guard/homes.ts";
import { linksIn } from "./guard/links.ts";
import { namesIn } from "./guard/names.ts";
import { numbersIn } from "./guard/numbers.ts";
import { plainOf, without, type Found, type Kind } from "./guard/plain.ts";
import { postsIn } from "./guard/posts.ts";
import { signsIn } from "./guard/signs.ts";
import { withoutSpeech } from "./guard/voice.ts";

/** A run of the text, in UTF-16 places, which may tell who wrote it. */
export interface Mark {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
}

/** Marks what may give the writer away; in the order of the text, and no two marks overlap. */
export function marksIn(text: string): readonly Mark[] {
  const typed = plainOf(text);
  const found: Found[] = [];
  let left = typed;
  for (const find of [filesIn, linksIn, numbersIn]) {
    const more = find(left);
    found.push(...more);
    left = without(left, more);
  }
  const own = withoutSpeech(left);
  const names = [...namesIn(own), ...signsIn(own)];
  found.push(...names, ...postsIn(own, names), ...homesIn(own));
  return apart(found).map(([kind, from, to]) => ({
    kind,
    from: typed.at[from] ?? 0,
    to: typed.at[to] ?? text.length,
  }));
}

// A run that begins inside another cuts it short; of two that begin together the longer stays.
function apart(found: readonly Found[]): readonly Found[] {
  const kept: Found[] = [];
  for (const next of [...found].sort((one, other) => one[1] - other[1] || other[2] - one[2])) {
    const before = kept.at(-1);
    if (before === undefined || before[2] <= next[1]) {
      kept.push(next);
    } else if (before[0] !== next[0] && before[1] < next[1]) {
      kept[kept.length - 1] = [before[0], before[1], next[1]];
      kept.push(next);
    }
  }
  return kept;
}
