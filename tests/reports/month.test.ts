import { expect, test } from "vitest";

import { openMetricStore } from "#db/metrics/metric-store.server.ts";
import { interventionEntries, interventionMachines, interventions } from "#db/schema/interventions.ts";
import { monthStretch } from "#domain/availability/months.ts";
import { OUTLINE } from "#reports/outline.ts";
import type { ReportContext, ReportSection } from "#reports/section.ts";
import { withDatabase } from "#tests/support/database.ts";
import { judgedService } from "#tests/support/judged-service.ts";
import { popgom } from "#tests/support/world.ts";

const at = (text: string) => Date.parse(text);
const outage = { from: at("2026-10-14T12:05:00Z"), to: at("2026-10-14T12:32:00Z") };

test("a month measured twice gives the same bytes, and knows nothing of what came after it", { timeout: 120_000 }, () =>
  withDatabase(async (db, { pool }) => {
    const { project, web1 } = await popgom(db, new Date("2026-11-22T12:00:00Z"));
    await judgedService(db, project.id, { outage, watchedFrom: at("2026-09-01T00:00:00Z") });
    const work = {
      ...{ projectId: project.id, kind: "standard" as const, plan: "p", rollbackPlan: "r", checklist: "c" },
      ...{ consequence: "aucune", risk: "low" as const, requesterName: "Claire Aubrac", notices: NOTICES },
    };
    const on = (day: string) => ({ from: new Date(`${day}T02:00:00Z`), to: new Date(`${day}T03:00:00Z`) });
    const insert = async (row: object) => {
      const [inserted] = await db
        .insert(interventions)
        .values({ ...work, ...on("2026-10-20"), title: "", createdAt: new Date("2026-10-10T08:00:00Z"), ...row })
        .$returningId();
      return inserted?.id ?? 0;
    };
    const done = await insert({
      ...{ title: "Correctifs", state: "done", startedAt: on("2026-10-20").from },
      endedAt: new Date("2026-10-20T03:10:00Z"),
    });
    await db.insert(interventionMachines).values({ interventionId: done, machineId: web1.id });
    const comparison = { verdict: "better", before: {}, after: {}, figures: { cpu: null } };
    await db.insert(interventionEntries).values({
      ...{ interventionId: done, at: new Date("2026-10-21T08:00:00Z"), kind: "compared", text: "", isPublic: true },
      ...{ authorName: null, data: comparison },
    });
    // It ended in November: at the end of October it was planned.
    await insert({
      ...{ title: "Apache", state: "done", ...on("2026-11-03"), startedAt: on("2026-11-03").from },
      endedAt: on("2026-11-03").to,
    });
    await insert({
      title: "Décidé en novembre",
      ...on("2026-11-05"),
      state: "agreed",
      createdAt: new Date("2026-11-01T09:00:00Z"),
    });

    const { from, to } = monthStretch("2026-10", "Europe/Paris");
    const measure = async () => {
      const known = new Map<string, Promise<object>>();
      const context: ReportContext = {
        ...{ db, store: openMetricStore(pool), month: "2026-10", from, to, asOf: to },
        ...{ project: { ...project, clientName: "Tyredating", timeZone: "Europe/Paris" }, timeZone: "Europe/Paris" },
        locale: "fr",
        measured: <Data extends object>(section: ReportSection<Data>) => {
          const data = known.get(section.name) ?? section.data(context);
          known.set(section.name, data);
          return data as Promise<Data>;
        },
      };
      const found: Record<string, object> = {};
      for (const section of OUTLINE) found[section.name] = await context.measured(section);
      return found;
    };
    const measured = await measure();

    expect(JSON.stringify(await measure())).toBe(JSON.stringify(measured));
    expect(measured.availability).toMatchObject({
      services: [{ isKept: true, countedMs: 27 * 60_000, outages: [{ ...outage, isCounted: true }] }],
    });
    expect(measured.essential).toMatchObject({ service: { countedMs: 27 * 60_000 } });
    expect(measured.interventions).toMatchObject({
      done: [{ title: "Correctifs", machines: ["web-1"], overrunMs: 10 * 60_000, comparison: { verdict: "better" } }],
      planned: [{ title: "Apache" }],
      calledOff: [],
    });
    expect(measured.annexes).toMatchObject({ hours: 745, clockChange: 1 });
    expect(JSON.stringify(measured)).not.toContain("Décidé en novembre");
  }),
);

const NOTICES = { announced: false, reminder: false, started: false, ended: false };
