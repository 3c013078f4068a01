/**
 * What comes through the open doors is kept beside what a source's own agent sends, under a number of its own: both
 * may speak of the same millisecond, and the newest snapshot of an agent must stay its newest
 * (docs/decisions/016-open-doors.md). Sources count from 1, groups of machines from -1 down.
 */
const FIRST = 1_000_000_000;

/** Under which number the metric store keeps what the doors bring of a source. */
export function doorSourceId(sourceId: number): number {
  return FIRST + sourceId;
}

/** The source whose doors these are; undefined for a number of another kind. */
export function ownerOfDoor(storedId: number): number | undefined {
  return storedId > FIRST ? storedId - FIRST : undefined;
}
