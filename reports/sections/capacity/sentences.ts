import type { Format } from "#app/ui/format.ts";
import type { ResourceUnit } from "#domain/capacity/resource.ts";

import { dayWords } from "../../parts/day-words.ts";
import type { ReportTools, Sentence } from "../../section.ts";
import type { Words } from "../../words.ts";
import type { CapacityData, ReportedRemaining } from "./data.ts";

const SENTENCES = 4;
const DAY_MS = 86_400_000;
/** What is short later is in the table only. */
const NEAR_DAYS = 183;

export const evidence = ({ project }: Pick<ReportTools, "project">) => `/projects/${project.slug}/capacity`;

/** "db-1, disque /var" */
export function resourceName({ subjectName, kind, name }: ReportedRemaining, t: Words): string {
  return t("capacity.resource", { subject: subjectName, what: t(`capacity.kinds.${kind}`, { name: name ?? "" }) });
}

/** A value in the unit of its resource. */
export function valueWords(value: number, unit: ResourceUnit, { t, format }: { t: Words; format: Format }): string {
  if (unit === "bytes") return format.bytes(value);
  if (unit === "bytes_per_second") return format.bitsPerSecond(value * 8);
  return t("capacity.cores", { cores: format.number(value, 1) });
}

export function capacitySentences({ madeOn, remaining, scores }: CapacityData, tools: ReportTools): Sentence[] {
  const { t, format } = tools;
  if (madeOn === null) return [];
  const one = (key: string, text: string, figures: Record<string, string>): Sentence => ({
    ...{ key, text, figures, evidence: evidence(tools) },
  });
  const horizon = new Date(Date.parse(madeOn) + NEAR_DAYS * DAY_MS).toISOString().slice(0, 10);
  const over = remaining.filter(({ answer }) => answer === "over");
  const short = remaining.filter(({ answer, early }) => answer === "forecast" && early !== null && early <= horizon);
  const found = over.slice(0, SENTENCES).map((row) => {
    const what = resourceName(row, t);
    return one(`over.${row.key}`, t("capacity.over", { what, limit: valueWords(row.limit, row.unit, tools) }), {
      [`remaining.${row.key}.limit`]: valueWords(row.limit, row.unit, tools),
    });
  });
  for (const row of short.slice(0, SENTENCES - found.length)) {
    const early = dayWords(row.early ?? "", t);
    const late = row.late === null ? "" : dayWords(row.late, t);
    const act = row.actBy === null ? "" : dayWords(row.actBy, t);
    const text = t(late ? "capacity.between" : "capacity.from", { what: resourceName(row, t), early, late });
    const advice = act ? ` ${t("capacity.act", { act })}` : "";
    found.push(
      one(`short.${row.key}`, text + advice, {
        [`remaining.${row.key}.early`]: early,
        ...(late && { [`remaining.${row.key}.late`]: late }),
        ...(act && { [`remaining.${row.key}.actBy`]: act }),
      }),
    );
  }
  if (found.length === 0) found.push(one("none", t("capacity.none"), {}));
  for (const { step, kind, count, inside, error } of scores) {
    if (kind !== null) continue;
    const [all, good] = [format.number(count), format.number(inside)];
    const off = error === null ? "–" : format.percent(error);
    found.push(
      one(`score.${step}`, t("capacity.score", { step, all, good, off }), {
        [`scores.${step}.inside`]: good,
        [`scores.${step}.count`]: all,
        [`scores.${step}.error`]: off,
      }),
    );
  }
  return found;
}

export function capacityUnknown({ madeOn, remaining, scores }: CapacityData, { t }: ReportTools): string[] {
  if (madeOn === null) return [t("capacity.unknown.untold")];
  const young = remaining.filter(({ answer }) => answer === "too_little_history").length;
  return [
    ...(young > 0 ? [t("capacity.unknown.young", { count: young })] : []),
    ...(scores.length === 0 ? [t("capacity.unknown.noScore")] : []),
  ];
}
