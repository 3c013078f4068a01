import { type ActionFunctionArgs, json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { projectFrame } from "#app/http/project-frame.server.ts";
import { forbidden } from "#app/http/refusals.ts";
import { requireReport } from "#app/http/reports.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { LinkButton } from "#app/ui/button.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import { useMonthName } from "#app/ui/reports/use-month.ts";
import { database } from "#db/client.server.ts";
import { pinsOf } from "#domain/pins/queries.server.ts";
import { entriesOf } from "#domain/reports/queries.server.ts";
import { isWritable } from "#domain/reports/report.ts";
import { editableSections } from "#reports/edit.server.ts";
import { writtenReport } from "#reports/written.server.ts";

import { DEEDS } from "./answers.server.ts";
import { Arrangement } from "./arrangement.tsx";
import { SectionEditor } from "./section-editor.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

async function required(request: Request, params: LoaderFunctionArgs["params"]) {
  const found = await requireReport(request, params);
  if (!found.signedIn.can("report.write")) throw forbidden();
  return found;
}

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { signedIn, project, month, detail } = await required(request, params);
  const db = database();
  const report = await writtenReport(db, project, detail, { isDraft: true, at: detail.row.draftedAt });
  const [frame, pins, entries] = await Promise.all([
    projectFrame(signedIn),
    pinsOf(db, project.id),
    entriesOf(db, detail.row.id, { isStaff: true }),
  ]);
  const { state, version, outline } = detail.row;
  return json({
    ...{ frame, now: Date.now(), month, state, version, outline },
    isWritable: isWritable(state),
    sections: editableSections(detail, report),
    pins: pins.filter((pin) => pin.for === "report"),
    comments: entries.filter(({ kind }) => kind === "commented" || kind === "returned"),
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { signedIn, project, month, detail } = await required(request, params);
  const { actor } = signedIn;
  const form = await request.formData();
  const deed = DEEDS.get(intentOf(form));
  if (!deed) return refuseForm(form, { form: "common:problems.custom" }, 400);
  const answer = await deed({ project, actor, month, detail }, form);
  if ("refused" in answer) return answer.refused;
  const path = `/projects/${project.slug}/reports/${month}/edit`;
  return safeRedirect(`${donePath(path, answer.done)}${answer.at ? `#${answer.at}` : ""}`);
}

export const handle: PageHandle<{ month: string; frame: { project: { name: string } } }> = {
  title: (t, { month, frame }) => `${t("reports:edit.title")} ${month} · ${frame.project.name}`,
};

export default function EditReportPage() {
  const { t } = useTranslation("reports");
  const shown = useLoaderData<typeof loader>();
  const { frame, now, month, state, sections, isWritable: mayWrite } = shown;
  const monthIn = useMonthName();
  const archive = `/projects/${frame.project.slug}/reports`;
  const home = `${archive}/${month}`;
  const crumbs = [{ text: t("title"), to: archive }, { text: monthIn(month), to: home }, { text: t("edit.title") }];
  const inOrder = shown.outline.flatMap((name) => sections.find((one) => one.name === name) ?? []);
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={crumbs}>
      <PageHeader
        title={t("edit.of", { month: monthIn(month) })}
        actions={
          <>
            <LinkButton look="primary" to={state === "published" ? `${home}?preview` : home}>
              {t("edit.preview")}
            </LinkButton>
            <LinkButton to={`${home}/pdf?preview`} reloadDocument>
              {t("previewPdf")}
            </LinkButton>
          </>
        }
      />
      <DoneNote />
      {!mayWrite && <p className="notice">{t("edit.notNow")}</p>}
      {state === "published" && <p className="notice">{t("edit.forErratum")}</p>}
      <div className="columns-side">
        <div>
          {inOrder.map((section) => (
            <SectionEditor key={section.name} section={section} shown={shown} />
          ))}
        </div>
        <div>{mayWrite && <Arrangement shown={shown} />}</div>
      </div>
    </StillFrame>
  );
}
