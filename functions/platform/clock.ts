// The only place that asks what time it is. Whatever a reporter caused is dated by `today`, never by `now`.

/** A calendar day in Viet Nam, YYYY-MM-DD. */
export type Day = string;

export interface Clock {
  /** The present instant, ISO 8601 in UTC; for acts of staff only. */
  now(): string;
  /** The present day in Viet Nam (UTC+7, no daylight saving). */
  today(): Day;
}

const hanoi = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Ho_Chi_Minh" });

/** A clock over a source of milliseconds since 1970; the system's own unless a test gives another. */
export const makeClock = (milliseconds: () => number = Date.now): Clock => ({
  now: () => new Date(milliseconds()).toISOString(),
  today: () => hanoi.format(milliseconds()),
});
