// A throttle for everybody together, never per person: so many a second, with some in hand for a rush. It remembers
// one number.

export interface Throttle {
  /** Takes one if there is one to take. */
  take(): boolean;
}

/** `perSecond` grow back each second, up to `inHand`; `now` gives milliseconds. */
export const makeThrottle = (perSecond: number, inHand: number, now: () => number): Throttle => {
  let left = inHand;
  let last = now();
  return {
    take: () => {
      const instant = now();
      left = Math.min(inHand, left + (Math.max(0, instant - last) / 1000) * perSecond);
      last = instant;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
};
