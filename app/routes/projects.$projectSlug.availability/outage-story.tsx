import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { useCheckReason } from "#app/ui/checks/use-check-reason.ts";
import { Tag } from "#app/ui/tag.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { KeptFile, PictureRun } from "#domain/availability/evidence.server.ts";

import type { OutagePicture } from "./outage-picture.server.ts";

/** What people said of it and what the checks saw, in one order of time. */
export function OutageStory({ picture: { stoppage, entries, incidents } }: { picture: OutagePicture }) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const reasonInWords = useCheckReason();
  const seen = stoppage.evidence.map(({ at, part, state, reason }) => ({
    ...{ at, key: `${part} ${at}`, isPublic: true },
    text: `${t("outageOf.seen", { part, state: t(`verdicts.${state}`) })}${reason ? `, ${reasonInWords(reason)}` : ""}`,
  }));
  const said = entries.map(({ id, at, kind, text, title, authorName, isPublic }) => {
    const head = kind === "opened" ? t("outageOf.opened", { title }) : t(`incidents:entry.${kind}`);
    // What the platform writes is the reason of a check.
    const told = text !== null && authorName === null ? reasonInWords(text) : text;
    return { at, key: `said ${id}`, isPublic, text: [head, told].filter(Boolean).join(t("outageOf.between")) };
  });
  const lines = [...seen, ...said].toSorted((one, other) => one.at - other.at);
  const causes = incidents.flatMap(({ cause }) => cause ?? []);
  return (
    <section aria-labelledby="outage-story">
      <h3 id="outage-story">{t("happened")}</h3>
      {lines.length === 0 && <p className="text-ink2">{t("outageOf.nothingTold")}</p>}
      <ol className="outage-story">
        {lines.map(({ key, at, text, isPublic }) => (
          <li key={key}>
            <span className="label">{format.moment(at, stoppage.from)}</span>
            <span>
              {text} {!isPublic && <Tag tone="dashed">{t("incidents:staffOnly")}</Tag>}
            </span>
          </li>
        ))}
      </ol>
      {causes.map((cause) => (
        <p key={cause} className="mt-2">
          <b>{t("incidents:cause")}</b> {cause}
        </p>
      ))}
    </section>
  );
}

interface OutageFilesProps {
  readonly picture: OutagePicture;
  /** What check runs kept, by their ids. */
  readonly kept: Readonly<Record<string, readonly KeptFile[]>>;
  /** The first run that kept a picture, of whichever check. */
  readonly pictured: PictureRun | undefined;
  /** The address of the project. */
  readonly project: string;
  /** The month's ledger as a file. */
  readonly csv: string;
}

/** Everything of that time to look at or to take away. */
export function OutageFiles({ picture, kept, pictured, project, csv }: OutageFilesProps) {
  const { t } = useTranslation("availability");
  const format = useFormat();
  const { stoppage, window, orders, incidents } = picture;
  const [from, to] = [window.from, window.to].map((at) => new Date(at).toISOString());
  const runs = [
    ...stoppage.evidence.map(({ runId, at }) => ({ id: runId, at, files: kept[runId ?? ""] ?? [] })),
    ...(pictured ? [pictured] : []),
  ].filter(({ id }, index, all) => all.findIndex((one) => one.id === id) === index);
  return (
    <section aria-labelledby="outage-files">
      <h3 id="outage-files">{t("outageOf.files")}</h3>
      <ul className="outage-files">
        {runs.flatMap(({ id, at, files }) =>
          files.map((file) => (
            <li key={`${id} ${file}`}>
              <a href={`${project}/checks/evidence?run=${id}&file=${file}`}>{t(`outageOf.file.${file}`)}</a>{" "}
              <span className="label">{format.clock(at)}</span>
            </li>
          )),
        )}
        <li>
          <a href={csv}>{t("outageOf.ledger")}</a> <span className="label">CSV</span>
        </li>
        {orders && (
          <li>
            <a href={`${project}/storefront/csv?from=${from}&to=${to}`}>{t("outageOf.ordersFile")}</a>{" "}
            <span className="label">CSV</span>
          </li>
        )}
        <li>
          <Link to={`${project}/measures?from=${from}&to=${to}`}>{t("around")}</Link>
        </li>
        {incidents.map(({ id, title }) => (
          <li key={id}>
            <Link to={`${project}/incidents#incident-${id}`}>{t("outageOf.incident", { title })}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
