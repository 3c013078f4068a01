/** Events of marks. `data` holds the mark's id and title as `name`, its kind, and `at` and `until` as ISO texts. */
export type MarkEvent = "mark.recorded" | "mark.withdrawn";
