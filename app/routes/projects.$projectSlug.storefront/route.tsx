import { json, type LinksFunction, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { projectFrame } from "#app/http/project-frame.server.ts";
import { requireProject } from "#app/http/require.server.ts";
import { storefrontPicture } from "#app/http/storefront-picture.server.ts";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";

import { ShopCharts } from "./shop-charts.tsx";
import { ShopVerdict } from "./shop-verdict.tsx";
import { Funnel, Latency, Waiting } from "./tables.tsx";

export const links: LinksFunction = () => [...MACHINE_FONTS];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const signedIn = await requireProject(request, params.projectSlug);
  const now = Date.now();
  const [frame, picture] = await Promise.all([
    projectFrame(signedIn),
    storefrontPicture(signedIn.project, new URL(request.url).searchParams, now),
  ]);
  return json({ frame, picture, now });
}

export const handle: PageHandle<{ frame: { project: { name: string } } }> = {
  title: (t, { frame }) => `${t("storefront:title")} · ${frame.project.name}`,
};

export default function StorefrontPage() {
  const { t } = useTranslation("storefront");
  const { frame, picture, now } = useLoaderData<typeof loader>();
  return (
    <StillFrame
      frame={frame}
      servedAt={now}
      measuredAt={picture?.curves.orders.points.at(-1)?.at}
      crumbs={[{ text: t("title") }]}
    >
      <PageHeader title={t("title")} qualifier={t("qualifier", { name: frame.project.name })} />
      {picture ? (
        <>
          <ShopVerdict picture={picture} timeZone={frame.project.timeZone} />
          <ShopCharts
            picture={picture}
            csv={`/projects/${frame.project.slug}/storefront/csv`}
            ticket={`/projects/${frame.project.slug}/tickets/new`}
          />
          <Funnel picture={picture} />
          <div className="columns-side">
            <Latency picture={picture} />
            <Waiting picture={picture} />
          </div>
        </>
      ) : (
        <EmptyState title={t("empty")} text={t("emptyText")} />
      )}
    </StillFrame>
  );
}
