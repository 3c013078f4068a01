import { Bars } from "../../charts/bars.tsx";
import { Part, Table } from "../../parts/table.tsx";
import type { ReportSection, ReportTools, SectionViewProps, Sentence } from "../../section.ts";
import { type ConsumptionData, consumptionData, type ReportedUse } from "./data.ts";

const evidence = ({ project, month }: Pick<ReportTools, "project" | "month">) =>
  `/projects/${project.slug}/consumption?month=${month}`;

/** Less than this of the traffic known is told. */
const WHOLE = 0.995;

export const consumption: ReportSection<ConsumptionData> = {
  name: "consumption",
  evidence,
  data: consumptionData,
  sentences: consumptionSentences,
  unknown: ({ month }, { t, format }) => {
    if (!month) return [t("consumption.unknown.nothing")];
    const share = format.percent(Math.floor(month.knownShare * 1_000) / 1_000, 1);
    // Of databases and backups their own sections speak.
    return month.unknown
      .filter((one) => one !== "databases" && one !== "backups" && (one !== "gaps" || month.knownShare < WHOLE))
      .map((one) => t(`consumption.unknown.${one}`, { share }));
  },
  View: ConsumptionView,
};

type Month = NonNullable<ConsumptionData["month"]>;

function consumptionSentences({ month }: ConsumptionData, tools: ReportTools): Sentence[] {
  if (!month || month.total.received + month.total.sent === 0) return [];
  const { t, format } = tools;
  const { total, quota } = month;
  const one = (key: string, text: string, figures: Record<string, string>): Sentence => ({
    ...{ key, text, figures, evidence: evidence(tools) },
  });
  const [sent, received] = [format.bytes(total.sent), format.bytes(total.received)];
  const found = [
    one("volume", t("consumption.volume", { sent, received }), {
      "month.total.sent": sent,
      "month.total.received": received,
    }),
  ];
  if (quota) {
    const [used, agreed] = [format.bytes(quota.used), format.bytes(quota.bytes)];
    const share = format.percent(quota.used / Math.max(1, quota.bytes));
    const day = quota.passedAt === null ? "" : format.day(quota.passedAt);
    const text = t(day ? "consumption.passed" : "consumption.within", { used, agreed, share, day });
    found.push(
      one("quota", text, {
        ...{ "month.quota.used": used, "month.quota.bytes": agreed, "month.quota.share": share },
        ...(day && { "month.quota.passedAt": day }),
      }),
    );
  }
  if (total.p95 !== null) {
    const p95 = format.bitsPerSecond(total.p95);
    const line = quota?.lineBits ? format.bitsPerSecond(quota.lineBits) : "";
    const text = t(line ? "consumption.p95OfLine" : "consumption.p95", { p95, line });
    found.push(one("p95", text, { "month.total.p95": p95, ...(line && { "month.quota.lineBits": line }) }));
  }
  if (total.storedBytes !== null) {
    const stored = format.bytes(total.storedBytes);
    found.push(one("stored", t("consumption.stored", { stored }), { "month.total.storedBytes": stored }));
  }
  return found;
}

type Tools = Omit<SectionViewProps<ConsumptionData>, "data">;

function ConsumptionView({ data: { month }, ...tools }: SectionViewProps<ConsumptionData>) {
  if (!month || month.total.received + month.total.sent === 0) return null;
  const { t } = tools;
  return (
    <>
      <Part title={t("consumption.perDay")} note={t(`consumption.rules.${month.rule}`)}>
        <Days month={month} tools={tools} />
      </Part>
      <Part title={t("consumption.byApplication")} note={t("consumption.useNote")}>
        <Uses uses={[...month.applications, { ...month.total, name: t("consumption.all") }]} tools={tools} hasSum />
      </Part>
      <Part title={t("consumption.byMachine")}>
        <Uses uses={month.machines} tools={tools} isMachine />
      </Part>
      {month.backups.length > 0 && (
        <Part title={t("consumption.backups")}>
          <Backups month={month} tools={tools} />
        </Part>
      )}
    </>
  );
}

function Days({ month: { days }, tools: { t, format } }: { month: Month; tools: Tools }) {
  const told = days.flatMap(({ bytes }) => bytes ?? []);
  const last = days.at(-1);
  return (
    <Bars
      id="consumption-days"
      title={t("consumption.perDay")}
      description={t("consumption.perDayWords", {
        least: format.bytes(Math.min(...told, Number.MAX_VALUE)),
        most: format.bytes(Math.max(...told, 0)),
      })}
      bars={days.map(({ day, bytes }) => ({
        key: String(day),
        label: day === 1 || day % 5 === 0 || day === last?.day ? String(day) : null,
        value: bytes,
      }))}
      valueWords={(value) => format.bytes(value)}
      height={120}
    />
  );
}

interface UsesProps {
  readonly uses: readonly ReportedUse[];
  readonly tools: Tools;
  readonly hasSum?: boolean;
  readonly isMachine?: boolean;
}

function Uses({ uses, tools: { t, format }, hasSum, isMachine }: UsesProps) {
  const columns = [
    { key: "name", head: t(isMachine ? "consumption.machine" : "consumption.application"), isWhole: isMachine },
    ...["sent", "received", "p95Head", "vcpuHours", "memoryHours", "storedHead"].map((key) => ({
      ...{ key, head: t(`consumption.${key}`), isNumeric: true },
    })),
  ];
  const or = (value: number | null, words: (known: number) => string) => (value === null ? "–" : words(value));
  const rows = uses.map((use, index) => ({
    key: use.name,
    isSum: hasSum && index === uses.length - 1,
    cells: [
      isMachine ? (
        <span key="name" className="machine">
          {use.name}
        </span>
      ) : (
        use.name
      ),
      format.bytes(use.sent),
      format.bytes(use.received),
      or(use.p95, format.bitsPerSecond),
      or(use.vcpuHours, (hours) => format.number(hours)),
      or(use.memoryHours, (hours) => format.number(hours)),
      or(use.storedBytes, format.bytes),
    ],
  }));
  return <Table columns={columns} rows={rows} />;
}

function Backups({ month: { backups }, tools: { t, format } }: { month: Month; tools: Tools }) {
  const columns = [
    { key: "name", head: t("consumption.backup") },
    { key: "mean", head: t("consumption.mean"), isNumeric: true },
    { key: "last", head: t("consumption.last"), isNumeric: true },
  ];
  const rows = backups.map(({ name, mean, last }) => ({
    key: name,
    cells: [name, format.bytes(mean), format.bytes(last)],
  }));
  return <Table columns={columns} rows={rows} />;
}
