import type { ReportTools, Sentence } from "../../section.ts";
import type { AvailabilityData, ReportedService } from "./data.ts";
import { lostIn } from "./lost.ts";
import { euros, shownFigures } from "./shown.ts";

export const evidence = ({ project, month }: Pick<ReportTools, "project" | "month">) =>
  `/projects/${project.slug}/availability?month=${month}`;

export function availabilitySentences({ services }: AvailabilityData, tools: ReportTools): Sentence[] {
  return services.flatMap((service) => (service.isKept === null ? [] : sentencesOf(service, tools)));
}

function sentencesOf(service: ReportedService, tools: ReportTools): Sentence[] {
  const { t, format } = tools;
  const { slug, name, isKept } = service;
  const { contractual, raw, promised, counted, observed, excused, budget } = shownFigures(service, format);
  const at = `services.${slug}`;
  const proof = `${evidence(tools)}&service=${slug}`;
  const one = (key: string, text: string, figures: Record<string, string>): Sentence => ({
    ...{ key: `${at}.${key}`, text, evidence: proof },
    figures: Object.fromEntries(Object.entries(figures).map(([path, shown]) => [`${at}.${path}`, shown])),
  });
  const count = service.outages.filter((outage) => outage.isCounted).length;
  const outages = format.number(count);
  return [
    one("kept", t(`availability.${isKept ? "kept" : "broken"}`, { service: name, contractual, raw, promised }), {
      ...{ contractual, raw, promised },
    }),
    one(
      "outages",
      count === 0
        ? t("availability.noOutage", { budget })
        : t("availability.counted", { count, outages, duration: counted, budget }),
      { budgetMs: budget, ...(count > 0 && { countedMs: counted }), ...(count > 1 && { outages }) },
    ),
    ...(service.excusedMs > 0
      ? [
          one("excused", t("availability.excused", { observed, excused }), {
            observedDownMs: observed,
            excusedMs: excused,
          }),
        ]
      : []),
    ...lossSentence(service, tools, one),
  ];
}

function lossSentence(
  { outages }: ReportedService,
  { t, format }: ReportTools,
  one: (key: string, text: string, figures: Record<string, string>) => Sentence,
): Sentence[] {
  const lost = lostIn(outages.filter(({ isCounted }) => isCounted));
  if (!lost || lost.orders.high === 0) return [];
  const [usual, low, high] = [lost.orders.usual, lost.orders.low, lost.orders.high].map((value) =>
    format.number(value),
  );
  const values = { usual: usual ?? "", low: low ?? "", high: high ?? "" };
  const figures = { "lost.usual": values.usual, "lost.low": values.low, "lost.high": values.high };
  const count = lost.orders.usual;
  if (!lost.cents) return [one("lost", t("availability.lost", { ...values, count }), figures)];
  const money = euros(format, lost.cents.usual);
  return [
    one("lost", t("availability.lostWithMoney", { ...values, count, money }), { ...figures, "lost.money": money }),
  ];
}

/** What was not measured, and why. */
export function availabilityUnknown({ services }: AvailabilityData, { t, format }: ReportTools): string[] {
  if (services.length === 0) return [t("availability.unknown.nothingPromised")];
  return services.flatMap(({ name, contractual, unmonitoredMs, unmonitored, outages }) => {
    if (contractual === null) return [t("availability.unknown.unmeasured", { service: name })];
    const untold = outages.filter(({ loss }) => loss && loss.kind !== "counted").length;
    const untoldLoss = untold > 0 ? [t("availability.unknown.losses", { count: untold })] : [];
    if (unmonitoredMs === 0) return untoldLoss;
    const duration = format.exactDuration(unmonitoredMs / 1_000);
    const [first] = unmonitored;
    const when = first ? `${format.day(first.from)}, ${format.clock(first.from)}` : "";
    const key = unmonitored.length === 1 ? "gap" : "gaps";
    return [t(`availability.unknown.${key}`, { service: name, duration, when }), ...untoldLoss];
  });
}
