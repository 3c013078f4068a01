/** Events of reports. `data` holds the report's id, its month as `name`, and what the verb says besides. */
export type ReportEvent =
  | "report.drafted"
  | "report.redrafted"
  | "report.edited"
  | "report.arranged"
  | "report.submitted"
  | "report.returned"
  | "report.sent"
  | "report.commented"
  | "report.validated"
  | "report.published"
  | "report.corrected"
  | "report.read"
  | "report.outdated";
