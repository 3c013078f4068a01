/** Events of calendars and of the desk's terms. `data` holds the row's id and name, and what changed. */
export type ClockEvent =
  | "calendar.added"
  | "calendar.changed"
  | "calendar.hours-set"
  | "calendar.feed-asked"
  | "desk-terms.agreed"
  | "desk-terms.withdrawn";
