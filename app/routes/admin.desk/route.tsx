import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { donePath, intentOf, refuseForm } from "#app/http/form-answer.server.ts";
import { requirePlatform } from "#app/http/require.server.ts";
import { safeRedirect } from "#app/http/safe-redirect.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import { DoneNote } from "#app/ui/record/done-note.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { database } from "#db/client.server.ts";
import { calendarList, deskAgreements } from "#domain/clocks/desk.server.ts";
import { holidayRegions } from "#domain/clocks/holidays.server.ts";
import { staffReaders } from "#domain/identity/readers.server.ts";
import { dayIn } from "#domain/projects/effect.ts";
import { cannedList } from "#domain/tickets/desk/canned.server.ts";
import { teamList } from "#domain/tickets/desk/teams.server.ts";

import { ANSWERS } from "./answers.server.ts";
import { Calendars } from "./calendars.tsx";
import { Replies } from "./replies.tsx";
import { REPLY_ANSWERS } from "./reply-answers.server.ts";
import { Teams } from "./teams.tsx";
import { DeskTermsSection } from "./terms.tsx";

export const handle: RecordHandle = {
  title: (t) => t("admin:entries.desk"),
  crumbs: (t) => [{ text: t("admin:entries.desk") }],
};

export async function loader({ request }: LoaderFunctionArgs) {
  await requirePlatform(request, "desk.manage");
  const db = database();
  const now = new Date();
  const [calendars, clients, french, spanish, replies, teams, staff] = await Promise.all([
    calendarList(db, now),
    deskAgreements(db, now),
    holidayRegions("FR"),
    holidayRegions("ES"),
    cannedList(db),
    teamList(db),
    staffReaders(db),
  ]);
  const regions = [
    ...french.map((one) => ({ ...one, country: "FR" })),
    ...spanish.map((one) => ({ ...one, country: "ES" })),
  ];
  return json({
    calendars,
    clients,
    regions,
    replies,
    teams,
    staff,
    now: now.getTime(),
    today: dayIn("Europe/Paris", now),
  });
}

export async function action({ request }: ActionFunctionArgs) {
  const { actor } = await requirePlatform(request, "desk.manage");
  const form = await request.formData();
  const done = await (ANSWERS.get(intentOf(form)) ?? REPLY_ANSWERS.get(intentOf(form)))?.(actor, form);
  if (done === undefined) return refuseForm(form, { form: "common:problems.custom" }, 400);
  return typeof done === "string" ? safeRedirect(donePath("/admin/desk", done)) : done;
}

export type DeskData = ReturnType<typeof useLoaderData<typeof loader>>;

export default function DeskPage() {
  const { t } = useTranslation("admin");
  const data = useLoaderData<typeof loader>();
  return (
    <>
      <PageHeader title={t("entries.desk")} />
      <DoneNote />
      <Calendars {...data} />
      <DeskTermsSection {...data} />
      <Replies replies={data.replies} />
      <Teams teams={data.teams} staff={data.staff} />
    </>
  );
}
