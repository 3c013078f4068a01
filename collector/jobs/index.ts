import type { Pool } from "mysql2/promise";

import type { Database } from "#db/client.server.ts";
import { pruneSchemas } from "#db/metrics/schema-pruning.server.ts";
import type { MetricStore } from "#db/metrics/store.ts";
import { sweepFiles } from "#domain/attachments/sweep.server.ts";
import { WATCH_JOB } from "#domain/backups/away.server.ts";
import { watchBackups } from "#domain/backups/watch.server.ts";
import { forecastMany } from "#domain/capacity/forecaster.server.ts";
import { makeAllForecasts } from "#domain/capacity/nightly.server.ts";
import { measureOutcomes } from "#domain/capacity/outcomes.server.ts";
import { compareEnded } from "#domain/interventions/compare.server.ts";
import { sendDigests } from "#domain/notifications/digest.server.ts";
import { forgetOldNotices } from "#domain/notifications/forgetting.server.ts";
import { watchSales } from "#domain/storefront/falls.server.ts";
import { watchClocks } from "#domain/tickets/clock-watch.server.ts";
import { keepReports } from "#reports/draft.server.ts";

import { keepCalendars } from "./calendar-feeds.ts";
import { forgetOldSlots } from "./forgetting.ts";
import type { Job } from "./runner.ts";
import type { Sealing } from "./sealing.ts";

/** Every job of the collector, with its time in UTC. */
export function jobsOf(db: Database, pool: Pool, store: MetricStore, sealing: Sealing): Job[] {
  return [
    {
      name: "storefront.sales",
      cron: "* * * * *",
      leaseSeconds: 120,
      run: (now) => watchSales(db, store, now.getTime()),
    },
    {
      name: WATCH_JOB,
      cron: "*/5 * * * *",
      leaseSeconds: 240,
      run: (now) => watchBackups(db, now),
    },
    {
      name: "tickets.clocks",
      cron: "* * * * *",
      leaseSeconds: 120,
      run: (now) => watchClocks(db, now),
    },
    {
      name: "clocks.calendars",
      cron: "* * * * *",
      leaseSeconds: 300,
      run: (now) => keepCalendars(db, now),
    },
    {
      name: "interventions.compare",
      cron: "11 * * * *",
      leaseSeconds: 600,
      run: (now) => compareEnded(db, store, now),
    },
    {
      name: "capacity.outcomes",
      cron: "27 * * * *",
      leaseSeconds: 900,
      run: (now) => measureOutcomes(db, store, now),
    },
    {
      name: "reports.draft",
      // On the first working day of a month in each project's zone there is a month to draft; else little is to do.
      cron: "26 * * * *",
      leaseSeconds: 1_800,
      run: async (now) => {
        await keepReports(db, store, now);
      },
    },
    {
      name: "metrics.seal",
      // A few seconds after each window of ten minutes, when what was under way at its end has arrived.
      cron: "15 */10 * * * *",
      leaseSeconds: 900,
      run: async (now) => {
        await sealing.seal(now.getTime());
      },
    },
    {
      name: "metrics.partition-upkeep",
      cron: "7 * * * *",
      leaseSeconds: 300,
      run: (now) => store.upkeep(now.getTime()),
    },
    {
      name: "capacity.forecasts",
      // When the last hour of the day has been sealed, late samples of it too.
      cron: "20 1 * * *",
      leaseSeconds: 3_600,
      run: (now) => makeAllForecasts(db, store, forecastMany, now),
    },
    {
      name: "attachments.sweep",
      cron: "52 3 * * *",
      leaseSeconds: 1_800,
      run: async (now) => {
        await sweepFiles(db, now);
      },
    },
    {
      name: "notifications.digest",
      cron: "*/10 * * * *",
      leaseSeconds: 540,
      run: async (now) => {
        await sendDigests(db, now);
      },
    },
    {
      name: "notifications.forgetting",
      cron: "12 3 * * *",
      leaseSeconds: 900,
      run: (now) => forgetOldNotices(db, now),
    },
    {
      name: "jobs.forgetting",
      cron: "22 * * * *",
      leaseSeconds: 300,
      run: async (now) => {
        await forgetOldSlots(pool, now);
      },
    },
    {
      name: "metrics.schema-pruning",
      cron: "37 2 * * *",
      leaseSeconds: 900,
      run: async (now) => {
        await pruneSchemas(pool, now.getTime());
      },
    },
  ];
}
