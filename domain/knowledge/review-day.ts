/** Months after which an article is read again, where nobody said otherwise. */
export const REVIEW_MONTHS = 12;

/** The day on which an article that was read now must be read again: the one that was agreed, unless it has come. */
export function nextReviewOn(reviewOn: string | null, now: Date): string | null {
  if (reviewOn === null || reviewOn > dayOf(now)) return reviewOn;
  return reviewDayAfter(now);
}

/** YYYY-MM-DD, REVIEW_MONTHS after the instant. */
export function reviewDayAfter(now: Date): string {
  const then = new Date(now);
  then.setUTCMonth(then.getUTCMonth() + REVIEW_MONTHS);
  return dayOf(then);
}

export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
