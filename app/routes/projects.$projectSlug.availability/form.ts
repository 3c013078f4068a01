import { z } from "zod";

import { rowId } from "#app/http/form-fields.ts";
import type { Stretch } from "#domain/availability/ledger.ts";
import { DECISION_LIMITS } from "#domain/availability/service.ts";
import { VERDICTS } from "#domain/availability/verdict.ts";
import { instantOf, wallTime } from "#domain/metrics/wall-time.ts";

/** The stretch of the ledger that a form was opened for. */
export type Opened = Stretch | null;

/** An instant as the field of a form holds it: the project's clock, to the second. */
export function fieldTime(at: number, timeZone: string): string {
  return wallTime(at, timeZone).slice(0, 19);
}

/** The form's own stretch, from its hidden fields or from an address. Null for what is none. */
export function openedOf(read: (name: string) => unknown): Opened {
  const [from, to] = [read("openedFrom"), read("openedTo")].map((value) => (value ? Number(value) : Number.NaN));
  return isInstant(from) && isInstant(to) && from < to ? { from, to } : null;
}

/** The start of the outage that an address names; null for what is none. */
export function namedOutage(value: string | null): number | null {
  const at = value ? Number(value) : undefined;
  return isInstant(at) ? at : null;
}

/** Staff's decision. Times are on the clock of the project. */
export function decisionForm(timeZone: string, opened: Opened) {
  return z.object({
    serviceId: rowId,
    from: moment(timeZone, opened?.from),
    to: moment(timeZone, opened?.to),
    verdict: z.enum(VERDICTS, "admin:problems.choose"),
    reason: paragraph(),
  });
}

export function contestForm(timeZone: string, opened: Opened) {
  return z.object({
    serviceId: rowId,
    from: moment(timeZone, opened?.from),
    to: moment(timeZone, opened?.to),
    text: paragraph(),
  });
}

export const AnswerForm = z.object({ contestId: rowId, answer: paragraph() });

function paragraph() {
  return z
    .string("admin:problems.missing")
    .trim()
    .min(1, "admin:problems.missing")
    .max(DECISION_LIMITS.reason, "admin:problems.tooLong");
}

/**
 * The instant of a typed time. Where the field still says what the form was opened with, that instant counts to the
 * millisecond; so does the right one of an hour that comes twice.
 */
function moment(timeZone: string, opened: number | undefined) {
  return z.string("admin:problems.missing").transform((text, context) => {
    // Browsers leave out seconds that are 0.
    const wall = text.trim().replace(/^(.{10}T\d\d:\d\d)$/, "$1:00");
    if (opened !== undefined && wall === fieldTime(opened, timeZone)) return opened;
    const at = instantOf(wall, timeZone);
    if (at !== undefined && isInstant(at)) return at;
    context.addIssue({ code: "custom", message: wall === "" ? "admin:problems.missing" : "marks:problems.badTime" });
    return z.NEVER;
  });
}

/** Of this century, as the months of the page are. */
function isInstant(at: number | undefined): at is number {
  return at !== undefined && Number.isInteger(at) && at >= Date.UTC(2000, 0, 1) && at < Date.UTC(2100, 0, 1);
}
