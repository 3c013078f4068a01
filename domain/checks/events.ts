/** `check.changed`: `data` holds the check's id and name, `state`, `before` (null at first), `at` (ISO) and `runId`. The others are staff's. */
export type CheckEvent = "check.added" | "check.edited" | "check.run_asked" | "check.changed";
