import { useTranslation } from "react-i18next";

import { useFormat } from "#app/ui/use-format.tsx";
import { type ExceptionRow, Exceptions, Verdict } from "#app/ui/verdict.tsx";

import type { BackupsData } from "./route.tsx";

/** In two sentences: is everything saved, and since when; would it come back. Then what is wrong, one line each. */
export function Summary({ data, home }: { data: BackupsData; home: string }) {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const { jobs, uncovered, now } = data;
  const rows = useRows(data, home);
  const bad = jobs.filter(({ standing }) => standing.state === "bad" || standing.lastGood === null);
  const unaccepted = uncovered.filter(({ accepted }) => accepted === null);
  const unproven = jobs.filter(({ standing }) => standing.restoreState !== "proven");
  const oldest = Math.min(...jobs.map(({ standing }) => standing.lastGood?.startedAt ?? Number.POSITIVE_INFINITY));
  if (jobs.length === 0) {
    return (
      <>
        <Verdict state="crit">{t("verdict.none")}</Verdict>
        <p className="text-ink2">{t("noneText")}</p>
      </>
    );
  }
  const saved =
    bad.length > 0
      ? t("verdict.bad", { count: bad.length, names: bad.map(({ name }) => name).join(", ") })
      : unaccepted.length > 0
        ? t("verdict.uncovered", { count: unaccepted.length })
        : t("verdict.saved", { when: format.moment(oldest, now) });
  const back =
    unproven.length === 0 ? t("verdict.proven") : t("verdict.unproven", { count: unproven.length, total: jobs.length });
  const isGood = bad.length === 0 && unaccepted.length === 0;
  return (
    <>
      <Verdict state={isGood ? (unproven.length === 0 ? "ok" : "warn") : bad.length > 0 ? "crit" : "warn"}>
        {saved}
        {back}
      </Verdict>
      <Exceptions rows={rows} limit={8} restTo="#sauvegardes" />
    </>
  );
}

function useRows({ jobs, uncovered, now }: BackupsData, home: string): ExceptionRow[] {
  const { t } = useTranslation("backups");
  const format = useFormat();
  const day = (text: string) => format.fullDay(Date.parse(`${text}T12:00:00Z`));
  const wrong = jobs.flatMap(({ slug, name, machine, standing }): ExceptionRow[] => {
    const { state, troubles, lastGood, shrink } = standing;
    const [worst] = troubles;
    if (!worst) return [];
    const since = lastGood ? format.moment(lastGood.startedAt, now) : t("never");
    return [
      {
        key: slug,
        state: state === "bad" ? "crit" : "warn",
        word: t(`trouble.${worst}`),
        fact: t(`troubleFact.${worst}`, {
          name,
          machine: machine ?? "",
          since,
          share: shrink ? format.percent(shrink.share) : "",
        }),
        link: { to: `${home}/${slug}`, text: t("see") },
      },
    ];
  });
  const gaps = uncovered
    .filter(({ accepted }) => accepted === null)
    .map(
      ({ machine, databaseName, expired }): ExceptionRow => ({
        key: `gap ${machine} ${databaseName}`,
        state: "warn",
        word: t("gap.word"),
        fact: `${databaseName === null ? t("gap.machine", { machine }) : t("gap.database", { machine, database: databaseName })}${expired ? ` ${t("gap.expired", { name: expired.acceptedByName, day: day(expired.until) })}` : ""}`,
        link: { to: "#sans-sauvegarde", text: t("see") },
      }),
    );
  const proofs = jobs
    .filter(({ standing }) => standing.restoreState !== "proven" && standing.restoreState !== "failed")
    .map(
      ({ slug, name, standing, restore }): ExceptionRow => ({
        key: `proof ${slug}`,
        state: "warn",
        word: t("proof.word"),
        fact: t(`proof.${standing.restoreState}`, { name, when: restore ? format.age(restore.at, now) : "" }),
        link: { to: `${home}/${slug}#essais`, text: t("see") },
      }),
    );
  return [...wrong, ...gaps, ...proofs];
}
