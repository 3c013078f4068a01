import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import type { State } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import type { ExceptionRow } from "#app/ui/verdict.tsx";

import { useCapacityOurs, useCapacityTheirs } from "./capacity-waits.ts";
import type { CockpitPicture } from "./picture.server.ts";
import { useReportOurs, useReportTheirs } from "./report-waits.ts";

type Picture = SerializeFrom<CockpitPicture>;

/** Worst first: what customers feel, what was promised, who is asked, what gets old. */
const ORDER: readonly State[] = ["crit", "warn", "sign", "you", "mute", "ok"];

/** What waits for the reader and their team. */
export function useOurs({ ours, capacity, proofs, reports, projects, now }: Picture): ExceptionRow[] {
  const { t } = useTranslation("cockpit");
  const format = useFormat();
  const reportRows = useReportOurs();
  const place = placesIn(projects);
  const capacityRows = useCapacityOurs();
  const rows: ExceptionRow[] = [
    ...ours.incidents.map(({ id, projectId, title, impact, startedAt, recoveredAt }) => {
      const { home, name } = place(projectId);
      const isOver = recoveredAt !== null;
      const when = format.moment(parseInstant(startedAt), now);
      return {
        key: `incident-${id}`,
        state: isOver ? ("warn" as const) : ("crit" as const),
        word: t(isOver ? "word.toClose" : `word.${impact}`),
        fact: t("ours.incident", { title, when, name }),
        link: { to: `${home}/incidents#incident-${id}`, text: t("open.incident") },
      };
    }),
    ...ours.tickets.map(({ number, projectId, subject, clock }) => {
      const { home, name } = place(projectId);
      const isLate = clock?.judgement === "late";
      const over = clock ? format.hours(Math.abs(clock.targetSeconds - clock.elapsedSeconds)) : "";
      const promise = clock ? t(`clock.${clock.clock}`) : "";
      return {
        key: `ticket-${number}`,
        state: isLate ? ("crit" as const) : ("warn" as const),
        word: t(isLate ? "word.late" : clock ? "word.near" : "word.untaken"),
        fact: t(clock ? (isLate ? "ours.late" : "ours.near") : "ours.untaken", {
          number,
          subject,
          name,
          over,
          promise,
        }),
        link: { to: `${home}/tickets/${number}`, text: t("open.ticket") },
      };
    }),
    ...ours.answers.map(({ id, projectId, title, from }) => {
      const { home, name } = place(projectId);
      return {
        key: `answer-${id}`,
        state: "sign" as const,
        fact: t("ours.answer", { title, name, when: format.dateTime(parseInstant(from)) }),
        link: { to: `${home}/interventions/${id}`, text: t("open.answer") },
      };
    }),
    ...ours.contests.map(({ id, projectId, service, authorName, at }) => {
      const { home, name } = place(projectId);
      const when = format.moment(parseInstant(at), now);
      return {
        key: `contest-${id}`,
        state: "you" as const,
        fact: t("ours.contest", { service, author: authorName, name, when }),
        link: { to: `${home}/availability`, text: t("open.contest") },
      };
    }),
    ...capacityRows(capacity, place),
    ...projects.flatMap(({ id }) => {
      const missing = proofs.filter(({ projectId }) => projectId === id);
      if (missing.length === 0) return [];
      const { home, name } = place(id);
      const names = missing.map((one) => one.name).join(", ");
      return {
        key: `proofs-${id}`,
        state: "warn" as const,
        word: t("word.unproven"),
        fact: t("ours.proofs", { count: missing.length, names, name }),
        link: { to: `${home}/backups`, text: t("open.proofs") },
      };
    }),
    ...reportRows(reports, place),
    ...ours.articles.map(({ id, title }) => ({
      key: `article-${id}`,
      state: "mute" as const,
      word: t("word.stale"),
      fact: t("ours.article", { title }),
      link: { to: `/knowledge/${id}`, text: t("open.article") },
    })),
  ];
  return rows.sort((one, other) => ORDER.indexOf(one.state) - ORDER.indexOf(other.state));
}

/** What waits for the client, and since when. */
export function useTheirs({ theirs, capacity, reports, projects, now }: Picture): ExceptionRow[] {
  const { t, i18n } = useTranslation("cockpit");
  const format = useFormat();
  const place = placesIn(projects);
  const reportRows = useReportTheirs();
  const list = new Intl.ListFormat(i18n.language);
  const capacityRows = useCapacityTheirs();
  return [
    ...capacityRows(capacity, place, now),
    ...theirs.plans.map(({ id, projectId, title, names, submittedAt, from }) => {
      const { home, name } = place(projectId);
      const since = submittedAt ? format.moment(parseInstant(submittedAt), now) : "";
      const when = format.dateTime(parseInstant(from));
      return {
        key: `plan-${id}`,
        state: "sign" as const,
        fact: t("theirs.plan", { title, names: list.format(names), since, when, name }),
        link: { to: `${home}/interventions/${id}`, text: t("open.plan") },
      };
    }),
    ...reportRows(reports, place),
    ...theirs.tickets.map(({ number, projectId, subject, requesterName, lastPublicAt }) => {
      const { home, name } = place(projectId);
      const since = format.moment(parseInstant(lastPublicAt), now);
      return {
        key: `ticket-${number}`,
        state: "you" as const,
        fact: t("theirs.ticket", { number, subject, requester: requesterName, since, name }),
        link: { to: `${home}/tickets/${number}`, text: t("open.ticket") },
      };
    }),
  ];
}

function placesIn(projects: Picture["projects"]) {
  const byId = new Map(projects.map(({ id, slug, name }) => [id, { home: `/projects/${slug}`, name }]));
  return (projectId: number) => byId.get(projectId) ?? { home: "/projects", name: "" };
}
