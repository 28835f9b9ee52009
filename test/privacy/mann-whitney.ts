// The rank test by which two lists of durations are told apart or not, whatever their distribution.

/** The middle value; of an even number, the lower one of the middle two. */
export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? Number.NaN;

/** The z of Mann and Whitney's U, ties at their mean rank: above 0 when `left` tends to be the larger. */
export const mannWhitney = (left: readonly number[], right: readonly number[]): number => {
  const all = [
    ...left.map((value) => ({ value, isLeft: true })),
    ...right.map((value) => ({ value, isLeft: false })),
  ].toSorted((a, b) => a.value - b.value);
  let [rankSum, tieSum] = [0, 0];
  for (let from = 0; from < all.length;) {
    let to = from;
    while (to < all.length && all[to]?.value === all[from]?.value) to += 1;
    const meanRank = (from + 1 + to) / 2;
    rankSum += all.slice(from, to).filter(({ isLeft }) => isLeft).length * meanRank;
    tieSum += (to - from) ** 3 - (to - from);
    from = to;
  }
  const [n, m, total] = [left.length, right.length, all.length];
  const u = rankSum - (n * (n + 1)) / 2;
  const variance = ((n * m) / 12) * (total + 1 - tieSum / (total * (total - 1)));
  return (u - (n * m) / 2) / Math.sqrt(variance);
};
