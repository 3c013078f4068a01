import type { SerializeFrom } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { Section } from "#app/ui/section.tsx";
import { type State, StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { CockpitPicture } from "./picture.server.ts";

type Picture = SerializeFrom<CockpitPicture>;

const MARKS: Readonly<Record<string, State>> = {
  draft: "mute",
  awaiting_agreement: "sign",
  running: "warn",
  done: "ok",
  rolled_back: "warn",
};

/** The work of the seven days to come, of all projects, by its hour. */
export function Week({ work, projects }: Pick<Picture, "work" | "projects">) {
  const { t } = useTranslation("cockpit");
  const format = useFormat();
  const names = new Map(projects.map(({ id, slug, name }) => [id, { slug, name }]));
  return (
    <Section title={t("week.title")} note={t("week.note")}>
      {work.length === 0 && <EmptyState title={t("week.none")} text={t("week.noneText")} />}
      <ul className="rows">
        {work.map(({ id, projectId, title, state, from, to, machines }) => {
          const project = names.get(projectId);
          const [begins, ends] = [parseInstant(from), parseInstant(to)];
          return (
            <li key={id}>
              <StateWord state={MARKS[state] ?? "plan"} word={t(`interventions:state.${state}`)} />
              <div>
                <Link to={`/projects/${project?.slug}/interventions/${id}`}>{title}</Link>
                <span className="label block">
                  {project?.name} · {machines.join(", ")}
                </span>
              </div>
              <span className="label">
                {format.dateTime(begins)} → {format.moment(ends, begins)}
              </span>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
