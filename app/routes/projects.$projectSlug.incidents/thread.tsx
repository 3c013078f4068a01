import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { useCheckReason } from "#app/ui/checks/use-check-reason.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { Tag } from "#app/ui/tag.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { IncidentEntry } from "#domain/incidents/incident.ts";

import type { ShownIncident } from "./shown.ts";
import { WitnessLine } from "./witness-line.tsx";

/** What people said and what the platform saw, in one order of time. */
export function Thread({ incident: { entries, witnessed }, slug }: { incident: ShownIncident; slug: string }) {
  const { t } = useTranslation("incidents");
  const lines = [
    ...witnessed.seen.map((witness) => ({
      at: parseInstant(witness.at),
      line: <WitnessLine key={witness.id} witness={witness} slug={slug} />,
    })),
    ...entries.map((entry) => ({ at: parseInstant(entry.at), line: <Entry key={entry.id} entry={entry} /> })),
  ];
  return (
    <>
      <ol className="mark-rows" aria-label={t("thread")}>
        {lines.sort((one, other) => one.at - other.at).map(({ line }) => line)}
      </ol>
      {!witnessed.isWhole && <p className="label">{t("witness.more")}</p>}
    </>
  );
}

function Entry({ entry: { at, kind, text, authorName, isPublic } }: { entry: SerializeFrom<IncidentEntry> }) {
  const { t } = useTranslation("incidents");
  const format = useFormat();
  const reasonInWords = useCheckReason();
  // What the platform writes is the reason of a check.
  const said = text !== null && authorName === null ? reasonInWords(text) : text;
  return (
    <li>
      <p className="label">{format.dateTime(parseInstant(at))}</p>
      <div>
        <p>
          {t(`entry.${kind}`)} <span className="dim">· {authorName ?? t("platform")}</span>{" "}
          {!isPublic && <Tag tone="dashed">{t("staffOnly")}</Tag>}
        </p>
        {said && <p className="mark-detail">{said}</p>}
      </div>
    </li>
  );
}
