import { line, lineOrNull, rowIdOrNull, wholeNumber } from "#app/http/form-fields.ts";
import { BACKUP_LIMITS } from "#domain/backups/job.ts";
import { LONGEST_SCHEDULE } from "#domain/backups/schedule.ts";

const MINUTE_S = 60;
const WEEK_MINUTES = 7 * 24 * 60;

/** What staff say of a backup, in minutes where the row keeps seconds. */
export const jobSettings = {
  name: line(BACKUP_LIMITS.name),
  machineId: rowIdOrNull,
  databaseName: lineOrNull(BACKUP_LIMITS.databaseName),
  applicationId: rowIdOrNull,
  schedule: lineOrNull(LONGEST_SCHEDULE),
  graceSeconds: wholeNumber(1, WEEK_MINUTES).transform((minutes) => minutes * MINUTE_S),
  longestSeconds: wholeNumber(1, WEEK_MINUTES).transform((minutes) => minutes * MINUTE_S),
  checkDays: wholeNumber(1, 3_650),
  restoreDays: wholeNumber(1, 3_650),
};
