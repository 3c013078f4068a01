import { dayWords } from "../../parts/day-words.ts";
import type { ReportTools, Sentence } from "../../section.ts";
import { flooredPercent } from "../availability/shown.ts";
import type { EssentialData } from "./data.ts";

export const evidence = ({ project, month }: Pick<ReportTools, "project" | "month">) =>
  `/projects/${project.slug}/reports/${month}`;

/** The month in two or three sentences, for the cover. */
export function essentialSentences({ service, orders, asks }: EssentialData, tools: ReportTools): Sentence[] {
  const { t, format, project, month } = tools;
  const availabilityPage = `/projects/${project.slug}/availability?month=${month}`;
  const subject = orders ? "shop" : "service";
  const found: Sentence[] = [];
  if (service && service.contractual !== null) {
    const contractual = flooredPercent(format, service.contractual);
    const promised = format.percent(service.promised, 1);
    const whole = service.outages.some(({ isCounted }) => isCounted) ? "available" : "neverDown";
    found.push({
      ...{ key: "available", evidence: availabilityPage },
      text: t(`essential.${whole}.${subject}`, { contractual, promised, service: service.name }),
      figures: { "service.contractual": contractual, "service.promised": promised },
    });
    const counted = service.outages.filter(({ isCounted }) => isCounted);
    const [only] = counted;
    const duration = format.duration(service.countedMs / 1_000);
    if (only) {
      const day = format.day(only.from);
      const shown = format.number(counted.length);
      found.push({
        ...{ key: "outages", evidence: availabilityPage },
        text: t("essential.outages", { count: counted.length, shown, duration, day }),
        figures: { "service.countedMs": duration, ...(counted.length > 1 && { "service.outages": shown }) },
      });
    }
  } else {
    found.push({ key: "available", text: t("essential.unmeasured"), figures: {}, evidence: availabilityPage });
  }
  const dated = asks.find(({ dueOn }) => dueOn !== null);
  if (asks.length > 0) {
    const day = dated?.dueOn ? dayWords(dated.dueOn, t) : "";
    const shown = format.number(asks.length);
    found.push({
      ...{ key: "asks", evidence: `/projects/${project.slug}/capacity/actions` },
      text: t(day ? "essential.asksUntil" : "essential.asks", { count: asks.length, shown, day }),
      figures: { ...(day && { "asks.dueOn": day }), ...((asks.length > 1 || !day) && { "asks.length": shown }) },
    });
  }
  return found;
}

/** What page two begins with: how the month was, and what the shop sold beside the one before. */
export function leadWords({ service, orders }: EssentialData, { t, format, month }: ReportTools): string {
  const name = t(`essential.months.${Number(month.slice(5))}`);
  // Large letters make short lines: a length is not broken.
  const duration = format.duration((service?.countedMs ?? 0) / 1_000).replaceAll(" ", "\u00a0");
  const budget = format.duration((service?.budgetMs ?? 0) / 1_000).replaceAll(" ", "\u00a0");
  const kind =
    !service || service.isKept === null
      ? "unknown"
      : !service.isKept
        ? "broken"
        : service.countedMs > 0
          ? "withOutage"
          : "good";
  const growth = orders?.growth ?? null;
  const yearGrowth = orders?.yearGrowth ?? null;
  const compared = (key: string, ratio: number | null) => {
    if (ratio === null || Math.abs(ratio) < 0.005) return [];
    return [t(`essential.lead.${key}.${ratio > 0 ? "more" : "less"}`, { share: format.percent(Math.abs(ratio)) })];
  };
  return [
    t(`essential.lead.${kind}`, { month: name, duration, budget }),
    ...compared("growth", growth),
    ...(growth === null ? compared("yearGrowth", yearGrowth) : []),
  ].join(" ");
}
