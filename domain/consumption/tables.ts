/** A month's consumption as tables for files: a name, columns, and numbers as numbers. Pure. */

import type { ConsumptionMonth, Usage } from "./month.ts";
import { UNITS } from "./prices.ts";
import { BYTES_A_GIGABYTE } from "./quota.ts";
import type { MonthStatement } from "./statement.ts";

export const TABLES = ["usage", "days", "databases", "queries", "backups", "statement"] as const;
export type TableName = (typeof TABLES)[number];

export type Cell = string | number | null;

/** The columns' names are keys: a CSV file has them as they are, a workbook in its reader's language. */
export interface Table {
  readonly name: TableName;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

const USAGE = [
  ...["scope", "name", "application", "received_gb", "sent_gb", "p95_in_mbit", "p95_out_mbit", "p95_sum_mbit"],
  ...["p95_greater_mbit", "measured", "vcpu_hours", "memory_gib_hours", "disk_gb_hours", "stored_gb"],
];
const STATEMENT = [
  ...[
    "meter",
    "label",
    "application",
    "from",
    "to",
    "days",
    "quantity",
    "unit",
    "included",
    "beyond",
    "price",
    "currency",
  ],
  "amount",
];
const BITS_A_MEGABIT = 1_000_000;

/** The tables of a month. Prices are in it for who reads them: `statement` null leaves the table out. */
export function tablesOf(consumption: ConsumptionMonth, statement: MonthStatement | null, timeZone: string): Table[] {
  const { total, applications, machines, days, databases, backups } = consumption;
  const names = new Map(applications.map(({ id, name }) => [id, name]));
  const dayName = (at: number) => new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short" }).format(at);
  return [
    {
      name: "usage",
      columns: USAGE,
      rows: [
        ["project", "", "", ...usageCells(total)],
        ...applications.map((one) => ["application", one.name, one.name, ...usageCells(one)]),
        ...machines.map((one) => ["machine", one.name, one.application ?? "", ...usageCells(one)]),
      ],
    },
    {
      name: "days",
      columns: ["day", "received_gb", "sent_gb"],
      rows: days
        .filter(({ at }) => at < consumption.until)
        .map(({ at, received, sent }) => [dayName(at), heard(received, sent), heard(sent, received)]),
    },
    {
      name: "databases",
      columns: ["machine", "database", "first_gb", "last_gb", "growth_gb", "mean_gb"],
      rows: databases.databases.map(({ machine, name, first, last, mean }) => [
        ...[machine, name, gigabytes(first), gigabytes(last), gigabytes(last - first), gigabytes(mean)],
      ]),
    },
    {
      name: "queries",
      columns: ["machine", "queries", "per_second", "peak_per_second"],
      rows: databases.queries.map(({ machine, total, average, peak }) => [
        ...[machine, Math.round(total), rounded(average, 1), rounded(peak, 1)],
      ]),
    },
    {
      name: "backups",
      columns: ["job", "stored_gb", "mean_gb", "added_gb"],
      rows: backups.map(({ name, last, mean, added }) => [
        ...[name, gigabytes(last), gigabytes(mean), added === null ? null : gigabytes(added)],
      ]),
    },
    ...(statement ? [statementTable(statement, names)] : []),
  ];
}

function statementTable({ lines, totals }: MonthStatement, names: ReadonlyMap<number, string>): Table {
  return {
    name: "statement",
    columns: STATEMENT,
    rows: [
      ...lines.map((line): Cell[] => [
        ...[line.meter, line.label, line.applicationId === null ? "" : (names.get(line.applicationId) ?? "")],
        ...[line.firstDay, line.lastDay, line.days, line.quantity, UNITS[line.meter], line.included, line.beyond],
        ...[line.price, line.currency, line.amountCents === null ? null : line.amountCents / 100],
      ]),
      ...totals.map(({ currency, cents }): Cell[] => [
        ...["total", "", "", "", "", null, null, "", null, null, null, currency, cents / 100],
      ]),
    ],
  };
}

function usageCells({ volume, p95, knownShare, ...held }: Usage): Cell[] {
  const megabits = (bits: number | null) => (bits === null ? null : rounded(bits / BITS_A_MEGABIT, 3));
  const hours = (value: number | null) => (value === null ? null : rounded(value, 3));
  return [
    ...(knownShare === 0 ? [null, null] : [gigabytes(volume.received), gigabytes(volume.sent)]),
    ...[megabits(p95.in), megabits(p95.out), megabits(p95.sum), megabits(p95.greater)],
    rounded(knownShare, 4),
    ...[hours(held.vcpuHours), hours(held.memoryHours), hours(held.diskHours)],
    held.storedLast === null ? null : gigabytes(held.storedLast),
  ];
}

/** Of a day on which neither direction had a byte nothing was measured: no machine is that quiet. */
function heard(bytes: number, other: number): number | null {
  return bytes + other === 0 ? null : gigabytes(bytes);
}

function gigabytes(bytes: number): number {
  return rounded(bytes / BYTES_A_GIGABYTE, 3);
}

function rounded(value: number, decimals: number): number {
  const factor = 10 ** decimals;
  return Math.round(value * factor) / factor;
}
