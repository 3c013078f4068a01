import { shortDayWords } from "../../parts/day-words.ts";
import type { ReportTools, Sentence } from "../../section.ts";
import type { BackupsData, ReportedJob } from "./data.ts";

export const evidence = ({ project }: Pick<ReportTools, "project">) => `/projects/${project.slug}/backups`;

/** Of all backups with a schedule: how many were due and how many came. */
export function runsOf(jobs: readonly ReportedJob[]): { expected: number; succeeded: number } {
  const scheduled = jobs.filter(({ expected }) => expected !== null);
  return {
    expected: scheduled.reduce((sum, { expected }) => sum + (expected ?? 0), 0),
    succeeded: scheduled.reduce((sum, { succeeded }) => sum + succeeded, 0),
  };
}

/** Restores of the month, the newest first, with the backup that came back. */
export function restoresOf(jobs: readonly ReportedJob[]) {
  return jobs
    .flatMap(({ name, slug, restores }) => restores.map((restore) => ({ ...restore, name, slug })))
    .toSorted((one, other) => other.at - one.at);
}

export function backupSentences({ jobs, statements, gaps }: BackupsData, tools: ReportTools): Sentence[] {
  if (jobs.length === 0) return [];
  const { t, format } = tools;
  const one = (key: string, text: string, figures: Record<string, string>, slug = ""): Sentence => ({
    ...{ key, text, figures, evidence: slug ? `${evidence(tools)}/${slug}` : evidence(tools) },
  });
  const runs = runsOf(jobs);
  const found: Sentence[] = [];
  if (runs.expected > 0) {
    const [good, due] = [format.number(runs.succeeded), format.number(runs.expected)];
    const key = runs.succeeded === runs.expected ? "allGood" : "someGood";
    found.push(one("runs", t(`backups.${key}`, { good, due }), { "runs.succeeded": good, "runs.expected": due }));
  }
  for (const { slug, name, badAt } of jobs.filter((job) => job.badAt.length > 0)) {
    const times = format.number(badAt.length);
    const days = [...new Set(badAt.map((at) => format.day(at)))].join(", ");
    const text = t("backups.bad", { count: badAt.length, name, times, days });
    found.push(one(`bad.${slug}`, text, { [`jobs.${slug}.bad`]: times }, slug));
  }
  const restores = restoresOf(jobs);
  if (restores.length === 0) found.push(one("noRestore", t("backups.noRestore"), {}));
  for (const { slug, name, at, isGood, durationMs } of restores.slice(0, 3)) {
    const [day, took] = [format.day(at), format.duration((durationMs ?? 0) / 1_000)];
    const text = t(isGood ? "backups.restored" : "backups.notRestored", { name, day, took });
    const figures = { [`jobs.${slug}.restoredAt`]: day, ...(isGood && { [`jobs.${slug}.restoreMs`]: took }) };
    found.push(one(`restore.${slug}.${at}`, text, figures, slug));
  }
  for (const { application, lastGoodAt, ordersLost } of statements) {
    if (lastGoodAt === null) continue;
    const when = `${format.day(lastGoodAt)}, ${format.clock(lastGoodAt)}`;
    const orders = ordersLost === null ? null : format.number(ordersLost);
    const text = t(orders === null ? "backups.back" : "backups.backWithOrders", {
      ...{ application, when, orders: orders ?? "", count: ordersLost ?? 0 },
    });
    found.push(
      one(`back.${application}`, text, {
        [`statements.${application}.lastGoodAt`]: when,
        ...(orders !== null && { [`statements.${application}.ordersLost`]: orders }),
      }),
    );
  }
  const open = gaps.filter(({ acceptedBy }) => acceptedBy === null);
  if (open.length > 0) {
    const names = open.map(gapName).join(", ");
    const shown = format.number(open.length);
    const figures: Record<string, string> = open.length > 1 ? { "gaps.length": shown } : {};
    found.push(one("gaps", t("backups.gaps", { count: open.length, shown, names }), figures));
  }
  for (const { acceptedBy, until, ...gap } of gaps) {
    if (acceptedBy === null || until === null) continue;
    const day = shortDayWords(until, format);
    const text = t("backups.accepted", { name: gapName(gap), who: acceptedBy, day });
    found.push(one(`accepted.${gapName(gap)}`, text, { [`gaps.${gapName(gap)}.until`]: day }));
  }
  return found;
}

function gapName({ machine, database }: { readonly machine: string; readonly database: string | null }): string {
  return database === null ? machine : `${database} (${machine})`;
}

export function backupUnknown({ jobs, statements }: BackupsData, { t }: ReportTools): string[] {
  if (jobs.length === 0) return [t("backups.unknown.none")];
  const unsized = jobs.filter(({ lastBytes }) => lastBytes === null).map(({ name }) => name);
  const unsaved = statements.filter(({ lastGoodAt }) => lastGoodAt === null).map(({ application }) => application);
  const unproven = statements.filter(({ provenAt }) => provenAt === null).map(({ application }) => application);
  return [
    ...(unsized.length > 0 ? [t("backups.unknown.unsized", { names: unsized.join(", ") })] : []),
    ...(unsaved.length > 0 ? [t("backups.unknown.unsaved", { names: unsaved.join(", ") })] : []),
    ...(unproven.length > 0 ? [t("backups.unknown.unproven", { names: unproven.join(", ") })] : []),
  ];
}
