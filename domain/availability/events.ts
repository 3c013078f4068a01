/** Events of availability. `data` holds the service's id and name, and `from` and `to` of the time in question as ISO texts. */
export type AvailabilityEvent =
  | "availability.reclassified"
  | "availability.contested"
  | "availability.contest_answered";
