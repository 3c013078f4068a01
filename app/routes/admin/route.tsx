import { json, type LoaderFunctionArgs } from "@remix-run/node";
import { Outlet, useLoaderData, useMatches } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requirePlatform } from "#app/http/require.server.ts";
import type { RecordHandle } from "#app/ui/record/handle.ts";
import { Shell } from "#app/ui/shell.tsx";
import { type Action, isAllowed } from "#domain/identity/permissions.ts";

import { ENTRIES } from "./entries.ts";

export async function loader({ request }: LoaderFunctionArgs) {
  const { memberships } = await requirePlatform(request, "admin.read");
  const allowed = (action: Action) => isAllowed(memberships, action, { kind: "platform" });
  return json({
    entries: ENTRIES.filter(({ action }) => allowed(action)).map(({ key }) => key),
    roles: [...new Set(memberships.map(({ role }) => role))],
  });
}

export const handle: RecordHandle = {
  title: (t) => t("admin:title"),
  crumbs: () => [],
};

/** The frame of administration: the entries that the viewer's role opens, and the way to the page. */
export default function Admin() {
  const { t } = useTranslation("admin");
  const { entries, roles } = useLoaderData<typeof loader>();
  const matches = useMatches();
  const way = matches.flatMap(({ handle, data }) => {
    const page = handle as Partial<RecordHandle> | undefined;
    return data === undefined ? [] : (page?.crumbs?.(t, data) ?? []);
  });
  return (
    <Shell
      title={t("title")}
      viewerNote={roles.map((role) => t(`common:roles.${role}`)).join(", ")}
      entries={ENTRIES.filter(({ key }) => entries.includes(key)).map(({ key, to, end, tab }) => ({
        to,
        end,
        tab,
        text: t(`entries.${key}`),
      }))}
      crumbs={[{ text: t("title"), to: "/admin" }, ...way]}
    >
      <Outlet />
    </Shell>
  );
}
