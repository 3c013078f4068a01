import { Link } from "@remix-run/react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";

import { type SentEntry, useMarks } from "#app/ui/timeline/use-marks.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { KeptHappening } from "#domain/tickets/kept-window.ts";

interface KeptHappeningsProps {
  readonly happenings: readonly KeptHappening[];
  readonly others: number;
  readonly project: { readonly slug: string; readonly name: string };
  /** The end of the window: hours of its day stand without the day. */
  readonly to: number;
}

/** What happened in a kept window, in order of time, with the way to what is still there. */
export function KeptHappenings({ happenings, others, project, to }: KeptHappeningsProps) {
  const { t } = useTranslation("tickets");
  const format = useFormat();
  const entries = useMemo(
    () => happenings.flatMap((one, index) => entryOf(one, index, project)),
    [happenings, project],
  );
  const told = useMarks(entries);
  const works = happenings.flatMap((one, index) => (one.kind === "intervention" ? [{ ...one, index }] : []));
  const lines = [
    ...told.map((one) => ({ ...one, to: one.until })),
    ...works.map(({ index, from, title, id, to: until }) => ({
      ...{ id: `work-${index}`, at: from, to: until, isLasting: until === null, title },
      detail: t("window.intervention"),
      link:
        id === null
          ? undefined
          : { to: `/projects/${project.slug}/interventions/${id}`, text: t("window.seeIntervention") },
    })),
  ].sort((one, other) => one.at - other.at);
  if (lines.length === 0) return null;
  return (
    <ul className="kept-happenings">
      {lines.map(({ id, at, to: until, isLasting, title, detail, link }) => (
        <li key={id}>
          <span className="label">
            {format.moment(at, to)}
            {until && until !== at ? ` → ${format.moment(until, at)}` : isLasting ? ` → ${t("window.lasting")}` : ""}
          </span>
          <span>
            {title}
            {detail && <span className="label"> {detail}</span>} {link && <Link to={link.to}>{link.text}</Link>}
          </span>
        </li>
      ))}
      {others > 0 && <li className="label">{t("window.otherHappenings", { count: others })}</li>}
    </ul>
  );
}

/** As charts and lists tell it elsewhere; interventions have words of their own. */
function entryOf(one: KeptHappening, index: number, project: SentEntry["project"]): SentEntry[] {
  const base = { project, at: iso(one.from), until: one.to === null ? null : iso(one.to) };
  switch (one.kind) {
    case "incident": {
      const { id, title, impact } = one;
      return [{ ...base, id: `incident-${id}`, kind: "incident", incidentId: id, title, impact }];
    }
    case "mark": {
      const { mark, title, author } = one;
      return [{ ...base, id: `mark-${index}`, kind: "mark", mark, title, author, detail: null, url: null }];
    }
    case "machine": {
      const { machine, state, finding, times } = one;
      return [{ ...base, id: `state-${index}`, kind: "state", machine, state, finding, times }];
    }
    case "dropped": {
      const { machine, samples, to } = one;
      return [{ ...base, id: `dropped-${index}`, kind: "dropped", machine, samples, until: iso(to ?? one.from) }];
    }
    case "intervention":
      return [];
  }
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
