import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requirePlatform } from "#app/http/require.server.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { windowOf } from "#domain/metrics/window.ts";

import { BlockStates } from "./block-states.tsx";
import { Charts } from "./charts.tsx";
import { Forms } from "./forms.tsx";
import { Machines } from "./machines.tsx";
import { Signals } from "./signals.tsx";
import { Times } from "./times.tsx";

export const handle: RecordHandle = {
  title: (t) => t("ui:parts.title"),
  crumbs: (t) => [{ text: t("ui:parts.title") }],
};

/** Of the made-up facts: the zone that pages have where no project gives one. */
const TIME_ZONE = "Europe/Paris";

/** The sheet of parts, for staff: every part of the pages in each of its states, on made-up facts. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requirePlatform(request, "parts.read");
  const query = new URL(request.url).searchParams;
  const now = new Date();
  const read = windowOf(query, { now: now.getTime(), timeZone: TIME_ZONE }, "6h");
  return json({
    now: now.toISOString(),
    window: "refused" in read ? read.instead : read,
    isCompared: query.get("compare") === "before",
  });
}

export default function PartsPage() {
  const { t } = useTranslation("ui");
  const { window, isCompared, ...data } = useLoaderData<typeof loader>();
  const now = parseInstant(data.now);
  return (
    <>
      <PageHeader title={t("parts.title")} qualifier={t("parts.qualifier")} />
      <Times now={now} />
      <Signals now={now} />
      <Machines now={now} />
      <Charts window={window} isCompared={isCompared} />
      <BlockStates now={now} />
      <Forms />
    </>
  );
}
