import { type Urgency, urgencyOf } from "#domain/updates/pending.ts";
import { updatesOf } from "#domain/updates/queries.server.ts";

import type { ReportContext } from "../../section.ts";

export interface ReportedUpdates {
  readonly machine: string;
  readonly urgency: Urgency;
  /** Null where its agent told nothing by the month's end. */
  readonly report: {
    readonly os: string;
    readonly total: number;
    readonly security: number;
    /** False where the machine keeps no lists: what waits is not known. */
    readonly isListed: boolean;
    /** Last day on which its maker mends holes, "2028-06-30"; null for a system that nobody knows. */
    readonly lastDay: string | null;
    readonly life: "over" | "soon" | "later" | null;
  } | null;
  /** What the last work on it installed, and left. */
  readonly after: { readonly title: string; readonly installed: number; readonly remaining: number } | null;
}

export interface UpdatesData {
  /** The most pressing first. */
  readonly machines: readonly ReportedUpdates[];
}

/** What machines waited for at the month's end. */
export async function updatesData({ db, project, asOf }: ReportContext): Promise<UpdatesData> {
  const machines = await updatesOf(db, project.id, new Date(asOf));
  return {
    machines: machines.map((one) => ({
      ...{ machine: one.machine, urgency: urgencyOf(one) },
      report: one.report && {
        os: `${one.report.os.id} ${one.report.os.version}`,
        ...{ total: one.report.total, security: one.report.security, isListed: one.report.listsAt !== null },
        ...{ lastDay: one.report.endOfLife?.lastDay ?? null, life: one.report.endOfLife?.urgency ?? null },
      },
      after: one.after && {
        ...{ title: one.after.title, installed: one.after.installed, remaining: one.after.remaining.length },
      },
    })),
  };
}
