import { useTranslation } from "react-i18next";

import { Section } from "#app/ui/section.tsx";
import { StateWord } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { BackupsData } from "./route.tsx";

type Statement = BackupsData["statements"][number];

/** One statement an application: to when it comes back, what would be lost, what proves it, promised against measured. */
export function Statements({ data: { statements, now } }: { data: BackupsData }) {
  const { t } = useTranslation("backups");
  if (statements.length === 0) return null;
  return (
    <Section title={t("statements.title")} note={t("statements.note")}>
      <ul className="backup-statements">
        {statements.map((one) => (
          <li key={one.application.id}>
            <article aria-label={one.application.name}>
              <h3>{one.application.name}</h3>
              <Lost one={one} now={now} />
              <Proven one={one} now={now} />
              <Kept one={one} />
            </article>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Lost({ one: { statement, ordersLost }, now }: { one: Statement; now: number }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const { lastGoodAt, unsaved } = statement;
  if (lastGoodAt === null) return <p>{t("statements.unsaved", { names: unsaved.join(", ") })}</p>;
  const lost = format.duration(Math.max(60, (now - lastGoodAt) / 1_000));
  return (
    <p>
      {t("statements.lastGood", { when: format.moment(lastGoodAt, now) })}{" "}
      {ordersLost === null
        ? t("statements.lost", { lost })
        : t("statements.lostOrders", { lost, count: ordersLost, orders: format.number(ordersLost) })}
    </p>
  );
}

function Proven({ one: { statement }, now }: { one: Statement; now: number }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const { provenAt, measuredTimeMs, unproven } = statement;
  const names = unproven.join(", ");
  if (provenAt === null || measuredTimeMs === null) return <p>{t("statements.unproven", { names })}</p>;
  return (
    <p>
      {t("statements.proven", { when: format.age(provenAt, now), time: format.duration(measuredTimeMs / 1_000) })}{" "}
      {unproven.length > 0 && t("statements.stale", { names })}
    </p>
  );
}

function Kept({ one: { statement } }: { one: Statement }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const { promised, measuredPointMs, measuredTimeMs, isPointKept, isTimeKept } = statement;
  const rows = [
    { key: "point", promised: promised?.pointSeconds, measuredMs: measuredPointMs, isKept: isPointKept },
    { key: "time", promised: promised?.timeSeconds, measuredMs: measuredTimeMs, isKept: isTimeKept },
  ];
  return (
    <table className="data-table data-table-plain">
      <thead>
        <tr>
          <td />
          <th scope="col">{t("statements.promised")}</th>
          <th scope="col">{t("statements.measured")}</th>
          <th scope="col">{t("statements.verdict")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, promised: seconds, measuredMs, isKept }) => (
          <tr key={key}>
            <th scope="row">{t(`statements.${key}`)}</th>
            <td data-label={t("statements.promised")}>
              {seconds === undefined ? t("statements.notPromised") : format.hours(seconds)}
            </td>
            <td data-label={t("statements.measured")}>
              {measuredMs === null ? t("statements.notMeasured") : format.duration(measuredMs / 1_000)}
            </td>
            <td data-label={t("statements.verdict")}>
              {isKept === null ? (
                "–"
              ) : (
                <StateWord state={isKept ? "ok" : "warn"} word={t(isKept ? "statements.kept" : "statements.notKept")} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
