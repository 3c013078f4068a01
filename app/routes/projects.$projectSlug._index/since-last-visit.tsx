import { useTranslation } from "react-i18next";

import { useNow } from "#app/ui/clock.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { FindingSentence } from "#app/ui/live/finding.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { Finding, MachineStateName } from "#domain/machines/state.ts";

export interface Visit {
  /** End of the visit before, ISO; null on the first. */
  readonly since: string | null;
  readonly changes: readonly {
    readonly machine: string;
    readonly at: string;
    readonly state: MachineStateName;
    readonly finding: Finding | null;
    readonly before: MachineStateName | null;
  }[];
  readonly more: number;
}

/** What became of the machines while this user was away. */
export function SinceLastVisit({ visit }: { visit: Visit }) {
  const { t } = useTranslation("projects");
  const format = useFormat();
  const now = useNow();
  return (
    <Section title={t("home.since")} note={visit.since && format.moment(parseInstant(visit.since), now)}>
      {visit.since === null && <p className="text-ink2">{t("home.firstVisit")}</p>}
      {visit.since !== null && visit.changes.length === 0 && <p className="text-ink2">{t("home.nothingChanged")}</p>}
      <ul className="changes">
        {visit.changes.map((change) => (
          <li key={`${change.machine} ${change.at}`}>
            <StateMark state={change.state} />
            <p>
              <FindingSentence kind="change" machine={change.machine} state={change} before={change.before} now={now} />{" "}
              <span className="label whitespace-nowrap">{format.moment(parseInstant(change.at), now)}</span>
            </p>
          </li>
        ))}
      </ul>
      {visit.more > 0 && <p className="label">{t("home.moreChanges", { count: visit.more })}</p>}
    </Section>
  );
}
