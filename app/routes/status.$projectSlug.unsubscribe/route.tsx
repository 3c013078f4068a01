import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requireStatus, tokenOf } from "#app/http/public-status.server.ts";
import { notFound } from "#app/http/refusals.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { StatusFrame } from "#app/ui/status/frame.tsx";
import { OneButton } from "#app/ui/status/one-button.tsx";
import { database } from "#db/client.server.ts";
import { provider } from "#domain/clients/queries.server.ts";
import { leaverOf, unsubscribe } from "#domain/status/subscriptions.server.ts";

export const handle: PageHandle = { title: (t) => t("status:unsubscribe.title"), isStill: true };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project, page } = await requireStatus(request, params.projectSlug);
  const token = tokenOf(request);
  const leaver = await leaverOf(database(), page.id, token);
  if (!leaver) throw notFound();
  const { name } = await provider(database());
  const isPublic = page.visibility === "public";
  return json({ address: leaver.address, token, slug: project.slug, title: page.title, isPublic, provider: name });
}

/** From the page's button, and from mail programs. The body is not read: the link says it all. */
export async function action({ request, params }: ActionFunctionArgs) {
  const { page } = await requireStatus(request, params.projectSlug);
  if (!(await unsubscribe(database(), page.id, tokenOf(request)))) throw notFound();
  return json(null);
}

export default function UnsubscribePage() {
  const { t } = useTranslation("status");
  const { address, token, slug, title, isPublic, provider } = useLoaderData<typeof loader>();
  const page = `/status/${slug}`;
  return (
    <StatusFrame provider={provider} title={title}>
      {address === null ? (
        <OneButton state="ok" back={isPublic ? page : undefined}>
          {t("unsubscribe.left")}
        </OneButton>
      ) : (
        <OneButton state="you" act={{ action: `${page}/unsubscribe?token=${token}`, verb: t("unsubscribe.verb") }}>
          {t("unsubscribe.leaving", { address, title })}
        </OneButton>
      )}
    </StatusFrame>
  );
}
