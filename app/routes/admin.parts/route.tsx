import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requirePlatform } from "#app/http/require.server.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { RecordHandle } from "#app/ui/record/handle.ts";

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

/** The sheet of parts, for staff: every part of the pages in each of its states, on made-up facts. */
export async function loader({ request }: LoaderFunctionArgs) {
  await requirePlatform(request, "parts.read");
  return json({ now: new Date().toISOString() });
}

export default function PartsPage() {
  const { t } = useTranslation("ui");
  const now = parseInstant(useLoaderData<typeof loader>().now);
  return (
    <>
      <PageHeader title={t("parts.title")} qualifier={t("parts.qualifier")} />
      <Times now={now} />
      <Signals now={now} />
      <Machines now={now} />
      <Charts now={now} />
      <BlockStates now={now} />
      <Forms />
    </>
  );
}
