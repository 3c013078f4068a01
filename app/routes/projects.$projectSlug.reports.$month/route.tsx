import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { forbidden, notFound } from "#app/http/refusals.ts";
import { reportRights, requireReport } from "#app/http/reports.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { ReportStateWord } from "#app/ui/reports/report-state.tsx";
import { useMonthName } from "#app/ui/reports/use-month.ts";
import { database } from "#db/client.server.ts";
import { editionHtml, editionsOf, entriesOf } from "#domain/reports/queries.server.ts";
import { reportMarkup } from "#reports/document.tsx";
import screen from "#reports/styles/screen.css?url";
import { changesOf, frozenData, sectionTitles, writtenReport } from "#reports/written.server.ts";

import { Acts } from "./acts.tsx";
import { DEEDS } from "./answers.server.ts";
import { Changes } from "./changes.tsx";
import { Comments } from "./comments.tsx";
import { Course, Editions } from "./course.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS, { rel: "stylesheet", href: screen }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { signedIn, project, month, isStaff, detail } = await requireReport(request, params);
  const { can, user } = signedIn;
  const { row } = detail;
  const db = database();
  const search = new URL(request.url).searchParams;
  const may = reportRights(can);
  const editions = await editionsOf(db, row.id);
  const newest = editions.at(-1)?.edition ?? null;
  const asked = search.get("edition");
  const edition = search.has("preview") && may.review ? null : asked === null ? newest : Number(asked);
  if (edition !== null && !editions.some((one) => one.edition === edition)) throw notFound();
  const report = await writtenReport(db, project, detail, { isDraft: true, at: row.draftedAt });
  const frozen = newest === null || !isStaff ? null : await frozenData(db, row.id, newest);
  const [frame, entries, html] = await Promise.all([
    projectFrame(signedIn),
    entriesOf(db, row.id, { isStaff }),
    edition === null ? reportMarkup(report) : editionHtml(db, row.id, edition),
  ]);
  return json({
    ...{ frame, now: Date.now(), month, state: row.state, version: row.version, number: row.number, entries, editions },
    ...{ edition, newest, html: html ?? "", may, isStaff, user: user.id, titles: sectionTitles(report) },
    changes: isStaff ? changesOf(detail, report, frozen) : [],
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { signedIn, project, month, detail } = await requireReport(request, params);
  const { actor, can } = signedIn;
  const form = await request.formData();
  const found = DEEDS.get(intentOf(form));
  if (!found) return refuseForm(form, { form: "common:problems.custom" }, 400);
  if (!can(found.right)) throw forbidden();
  const answer = await found.deed({ project, actor, month, detail, isStaff: can("report.review") }, form);
  if ("refused" in answer) return answer.refused;
  return safeRedirect(donePath(`/projects/${project.slug}/reports/${month}`, answer.done));
}

export const handle: PageHandle<{ month: string; frame: { project: { name: string } } }> = {
  title: (t, { month, frame }) => `${t("reports:one")} ${month} · ${frame.project.name}`,
};

export default function ReportPage() {
  const { t } = useTranslation("reports");
  const shown = useLoaderData<typeof loader>();
  const { frame, now, month, state, number, html, may, edition, newest, isStaff } = shown;
  const monthIn = useMonthName();
  const archive = `/projects/${frame.project.slug}/reports`;
  const home = `${archive}/${month}`;
  const isOld = edition !== null && edition !== newest;
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title"), to: archive }, { text: monthIn(month) }]}>
      <PageHeader
        title={t("of", { month: monthIn(month) })}
        qualifier={t("number", { number })}
        facts={[{ label: t("columns.state"), value: <ReportStateWord state={state} /> }]}
        actions={
          <>
            {may.write && (state === "draft" || state === "published") && (
              <LinkButton look={state === "draft" ? "primary" : "plain"} to={`${home}/edit`}>
                {t(state === "draft" ? "edit.open" : "edit.openErratum")}
              </LinkButton>
            )}
            {(edition !== null || isStaff) && (
              <LinkButton
                to={edition === null ? `${home}/pdf?preview` : `${home}/pdf?edition=${edition}`}
                reloadDocument
              >
                {t(edition === null ? "previewPdf" : "pdf")}
              </LinkButton>
            )}
          </>
        }
      />
      <DoneNote />
      {isOld && (
        <p className="notice">
          {t("oldEdition")} <Link to={home}>{t("toNewest")}</Link>
        </p>
      )}
      {edition === null && newest !== null && (
        <p className="notice">
          {t("erratumPreview")} <Link to={home}>{t("toNewest")}</Link>
        </p>
      )}
      <div className="columns-side">
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own static markup, see reports/document.tsx. */}
        <div dangerouslySetInnerHTML={{ __html: html }} />
        <div>
          <Changes shown={shown} home={home} />
          <Acts shown={shown} />
          <Comments shown={shown} />
          <Course shown={shown} />
          <Editions shown={shown} home={home} />
        </div>
      </div>
    </StillFrame>
  );
}
