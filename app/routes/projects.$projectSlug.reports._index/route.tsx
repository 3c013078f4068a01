import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";

import { donePath, fieldsOf, refuseForm } from "#app/http/form-answer.server.ts";
import { problemsOf } from "#app/http/problems.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { refuseReport } from "#app/http/reports.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { Button } from "#app/ui/button.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { LOCALE_NAMES, LOCALES } from "#app/ui/locale.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { useMonthName } from "#app/ui/reports/use-month.ts";
import { Section } from "#app/ui/section.tsx";
import { TextInput } from "#app/ui/text-input.tsx";
import { database } from "#db/client.server.ts";
import { monthAfter, monthAt, parseMonth } from "#domain/availability/months.ts";
import { metricStore } from "#domain/metrics/store.server.ts";
import { reportList } from "#domain/reports/queries.server.ts";
import { draftMonth } from "#reports/draft.server.ts";

import { Archive } from "./archive.tsx";

/** A draft may be asked for as far back as hourly figures of the year before can be compared. */
const MONTHS_BACK = 24;

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug, "report.read");
  const { project, can } = signedIn;
  const typed = (new URL(request.url).searchParams.get("q") ?? "").slice(0, 200);
  const reader = { isStaff: can("report.review") };
  const [frame, found, all] = await Promise.all([
    projectFrame(signedIn),
    reportList(database(), project.id, reader, typed),
    reportList(database(), project.id, reader),
  ]);
  const now = Date.now();
  const last = monthAfter(monthAt(now, project.timeZone), -1);
  const past = Array.from({ length: MONTHS_BACK }, (_, index) => monthAfter(last, -index));
  const free = past.filter((month) => !all.some((one) => one.month === month));
  return json({ frame, now, typed, found, count: all.length, free: can("report.write") ? free : null });
}

const DraftForm = z.object({
  month: z.string("admin:problems.choose").refine((text) => parseMonth(text) !== null, "admin:problems.choose"),
  locale: z.enum(LOCALES, "admin:problems.choose"),
});

/** Drafts a month that is over. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { project, actor } = await requireProject(request, params.projectSlug, "report.write");
  const form = await request.formData();
  const typed = DraftForm.safeParse(fieldsOf(form));
  if (!typed.success) return refuseForm(form, problemsOf(typed.error), 400);
  const drafted = await draftMonth({ db: database(), store: metricStore() }, project.id, actor, typed.data);
  if ("refused" in drafted) return refuseReport(form, drafted, { monthNotOver: "month" });
  return safeRedirect(donePath(`/projects/${project.slug}/reports/${typed.data.month}`, "reportDrafted"));
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("reports:title")} · ${frame.project.name}`,
};

export default function ReportsPage() {
  const { t } = useTranslation("reports");
  const { frame, now, typed, found, count, free } = useLoaderData<typeof loader>();
  const monthIn = useMonthName();
  const home = `/projects/${frame.project.slug}/reports`;
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={[{ text: t("title") }]}>
      <PageHeader title={t("title")} qualifier={t("count", { count })} />
      <DoneNote />
      <Section title={t("archive")} note={t("archiveNote")}>
        <Form method="get" role="search" className="form form-wide">
          <TextInput name="q" type="search" label={t("search")} help={t("searchHelp")} defaultValue={typed} />
          <div className="form-actions">
            <Button type="submit">{t("find")}</Button>
            {typed !== "" && <Link to={home}>{t("all")}</Link>}
          </div>
        </Form>
        <Archive reports={found} home={home} typed={typed} />
      </Section>
      {free && free.length > 0 && (
        <Section title={t("draftOne")} note={t("draftNote")}>
          <RecordForm intent="draft" verb={t("draftVerb")} look="plain" wide>
            <SelectField
              name="month"
              label={t("month")}
              options={free.map((value) => ({ value, text: monthIn(value) }))}
            />
            <SelectField
              name="locale"
              label={t("language")}
              options={LOCALES.map((value) => ({ value, text: LOCALE_NAMES[value] }))}
            />
          </RecordForm>
        </Section>
      )}
    </StillFrame>
  );
}
