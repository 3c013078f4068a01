import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";

import { publicPicture, requirePublicStatus } from "#app/http/public-status.server.ts";
import { subscribeToStatus } from "#app/http/status-subscribe.server.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { StatusBoard } from "#app/ui/status/board.tsx";
import { StatusFrame } from "#app/ui/status/frame.tsx";
import { Subscribe } from "#app/ui/status/subscribe.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";
import { database } from "#db/client.server.ts";
import { provider } from "#domain/clients/queries.server.ts";

export async function loader({ request, params }: LoaderFunctionArgs) {
  const status = await requirePublicStatus(request, params.projectSlug);
  const now = Date.now();
  const [picture, { name }] = await Promise.all([publicPicture(status, now), provider(database())]);
  const { slug, timeZone } = status.project;
  return json({ picture, now, slug, timeZone, provider: name });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const page = await requirePublicStatus(request, params.projectSlug);
  const { status, problem, typed } = await subscribeToStatus(request, page);
  return json({ problem, typed }, status);
}

export const handle: PageHandle<{ slug: string; picture: { title: string } }> = {
  title: (t, { picture }) => t("status:pageTitle", { title: picture.title }),
  feed: ({ slug }) => `/status/${slug}/feed.xml`,
  isStill: true,
};

export default function PublicStatusPage() {
  const { picture, now, slug, timeZone, provider } = useLoaderData<typeof loader>();
  return (
    <TimeZoneProvider timeZone={timeZone}>
      <StatusFrame provider={provider} title={picture.title}>
        <StatusBoard picture={picture} now={now} as="h1" />
        <Subscribe slug={slug} answer={useActionData<typeof action>()} />
      </StatusFrame>
    </TimeZoneProvider>
  );
}
