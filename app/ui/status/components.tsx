import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { StateMark, StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { useViewer } from "#app/ui/viewer.tsx";
import { nameFor, type StatusLocale } from "#domain/status/page.ts";
import type { ComponentPicture } from "#domain/status/picture.ts";

import { DayBars } from "./day-bars.tsx";
import { DayTable } from "./day-table.tsx";
import { STATUS_MARKS, useSince } from "./words.ts";

interface ComponentsProps {
  readonly components: readonly ComponentPicture[];
  readonly page: StatusLocale;
  readonly now: number;
}

const KEY = ["up", "degraded", "down", "maintenance", "unmonitored"] as const;

/** Each service with its state and its 90 days, and the same as a table. */
export function StatusComponents({ components, page, now }: ComponentsProps) {
  const { t } = useTranslation("status");
  const { locale } = useViewer();
  const named = components.map((component) => ({ ...component, name: nameFor(component.names, locale, page) }));
  return (
    <Section title={t("components")} note={t("componentsNote")}>
      <ul className="status-components">
        {named.map((component) => (
          <Component key={component.serviceId} component={component} now={now} />
        ))}
      </ul>
      <p className="key status-key">
        {KEY.map((verdict) => (
          <span key={verdict}>
            <StateMark state={STATUS_MARKS[verdict]} />
            {t(`verdicts.${verdict}`)}
          </span>
        ))}
      </p>
      <DayTable components={named} />
    </Section>
  );
}

function Component({ component, now }: { component: ComponentPicture & { readonly name: string }; now: number }) {
  const { t } = useTranslation("status");
  const format = useFormat();
  const since = useSince(now);
  const { name, verdict, days, interruptions } = component;
  const state = STATUS_MARKS[verdict];
  const word = t(`verdicts.${verdict}`);
  const lasted = format.duration(interruptions.lastedMs / 1_000);
  const summary = t("interruptions", { count: interruptions.count, lasted });
  return (
    <li>
      <div className="status-name">
        <h3>{name}</h3>
        <StateWord
          state={state}
          word={verdict === "up" ? word : t("standing", { word, since: since(component.since) })}
        />
      </div>
      <DayBars days={days} label={t("bars", { name, summary })} />
      <p className="status-scale label">
        <span>{format.day(days[0]?.at ?? now)}</span>
        <span>{summary}</span>
        <span>{t("today")}</span>
      </p>
    </li>
  );
}
