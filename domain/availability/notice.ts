import { daysLater, wallTime } from "#domain/metrics/wall-time.ts";

/** A window of maintenance; instants are epoch milliseconds. */
interface Window {
  readonly from: number;
  readonly announcedAt: number | null;
  readonly approvedAt: number | null;
}

/** What the contract wants from a day on. */
export interface NoticeTerms {
  /** YYYY-MM-DD. */
  readonly effectiveOn: string;
  readonly maintenanceNoticeDays: number;
}

/**
 * Whether a window was announced as many days before its start as the contract wanted on the day on which it starts, to the
 * same time of the project's clock. Who approved knew of it then; before the first terms nothing is wanted.
 */
export function isAnnouncedInTime(
  { from, announcedAt, approvedAt }: Window,
  terms: readonly NoticeTerms[],
  timeZone: string,
): boolean {
  const day = wallTime(from, timeZone).slice(0, 10);
  const inEffect = terms
    .filter(({ effectiveOn }) => effectiveOn <= day)
    .sort((one, other) => (one.effectiveOn < other.effectiveOn ? 1 : -1))[0];
  if (!inEffect) return true;
  const told = announcedAt ?? approvedAt;
  return told !== null && told <= daysLater(from, -inEffect.maintenanceNoticeDays, timeZone);
}
