import type { Format } from "#app/ui/format.ts";

import { type ReportTools, type SectionViewProps, type Sentence, section } from "../../section.ts";
import { type AvailabilityData, availabilityData, type ReportedService } from "./data.ts";

const evidence = ({ project, month }: Pick<ReportTools, "project" | "month">) =>
  `/projects/${project.slug}/availability?month=${month}`;

export const availability = section<AvailabilityData>({
  name: "availability",
  evidence,
  data: availabilityData,
  sentences: ({ services }, tools) => services.flatMap((service) => sentencesOf(service, tools)),
  unknown: ({ services }, { t, format }) => {
    if (services.length === 0) return [t("availability.unknown.nothingPromised")];
    return services.flatMap(({ name, contractual, unmonitoredMs }) => {
      if (contractual === null) return [t("availability.unknown.unmeasured", { service: name })];
      if (unmonitoredMs === 0) return [];
      const duration = format.exactDuration(unmonitoredMs / 1_000);
      return [t("availability.unknown.partly", { service: name, duration })];
    });
  },
  View: Services,
});

function sentencesOf(service: ReportedService, tools: ReportTools): Sentence[] {
  const { t, format } = tools;
  const { slug, name, isKept, outages } = service;
  const shown = figuresOf(service, format);
  if (isKept === null || shown.contractual === null) return [];
  const at = `services.${slug}`;
  const proof = `${evidence(tools)}&service=${slug}`;
  const { contractual, raw, promised, duration, budget } = shown;
  return [
    {
      key: `${at}.kept`,
      text: t(`availability.${isKept ? "kept" : "broken"}`, { service: name, contractual, raw, promised }),
      figures: { [`${at}.contractual`]: contractual, [`${at}.raw`]: raw, [`${at}.promised`]: promised },
      evidence: proof,
    },
    {
      key: `${at}.outages`,
      text: t(outages === 0 ? "availability.noOutage" : "availability.counted", {
        count: outages,
        outages: format.number(outages),
        duration,
        budget,
      }),
      figures: { [`${at}.outages`]: format.number(outages), [`${at}.countedMs`]: duration, [`${at}.budgetMs`]: budget },
      evidence: proof,
    },
  ];
}

function figuresOf({ contractual, raw, promised, countedMs, budgetMs }: ReportedService, format: Format) {
  return {
    contractual: contractual === null ? null : floored(format, contractual),
    raw: raw === null ? "–" : floored(format, raw),
    promised: format.percent(promised, 1),
    duration: format.exactDuration(countedMs / 1_000),
    budget: format.duration(budgetMs / 1_000),
  };
}

/** Each service in figures. */
function Services({ data: { services }, t, format }: SectionViewProps<AvailabilityData>) {
  if (services.length === 0) return null;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("availability.service")}</th>
          {["promised", "contractual", "raw", "outages", "duration"].map((key) => (
            <th key={key} scope="col" className="numeric">
              {t(`availability.${key}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {services.map((service) => {
          const { promised, contractual, raw, duration } = figuresOf(service, format);
          return (
            <tr key={service.slug}>
              <th scope="row">{service.name}</th>
              <td className="numeric">{promised}</td>
              <td className="numeric">{contractual ?? "–"}</td>
              <td className="numeric">{raw}</td>
              <td className="numeric">{format.number(service.outages)}</td>
              <td className="numeric">{duration}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Never rounded up: 99.798 % is not 99.80 % where 99.8 % was promised. */
function floored(format: Format, ratio: number): string {
  return format.percent(Math.floor(ratio * 10_000 + 1e-7) / 10_000, 2);
}
