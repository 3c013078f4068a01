import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { requirePublicStatus, tokenOf } from "#app/http/public-status.server.ts";
import { notFound } from "#app/http/refusals.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { StatusFrame } from "#app/ui/status/frame.tsx";
import { OneButton } from "#app/ui/status/one-button.tsx";
import { database } from "#db/client.server.ts";
import { provider } from "#domain/clients/queries.server.ts";
import { confirmationOf, confirmSubscription } from "#domain/status/subscriptions.server.ts";

export const handle: PageHandle = { title: (t) => t("status:confirm.title"), isStill: true };

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { project, page } = await requirePublicStatus(request, params.projectSlug);
  const token = tokenOf(request);
  const found = await confirmationOf(database(), page.id, token);
  if (!found) throw notFound();
  const { name } = await provider(database());
  return json({ found, token, slug: project.slug, title: page.title, provider: name });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const { page } = await requirePublicStatus(request, params.projectSlug);
  const confirmed = await confirmSubscription(database(), page.id, tokenOf(request));
  if (!confirmed) throw notFound();
  return json(confirmed);
}

export default function ConfirmPage() {
  const { t } = useTranslation("status");
  const { found: opened, token, slug, title, provider } = useLoaderData<typeof loader>();
  const found = useActionData<typeof action>() ?? opened;
  const back = `/status/${slug}`;
  return (
    <StatusFrame provider={provider} title={title}>
      {found.state === "gone" && (
        <OneButton state="mute" text={t("confirm.goneText")} back={back}>
          {t("confirm.gone")}
        </OneButton>
      )}
      {found.state === "waiting" && (
        <OneButton state="you" act={{ action: `${back}/confirm?token=${token}`, verb: t("confirm.verb") }}>
          {t("confirm.waiting", { address: found.address, title })}
        </OneButton>
      )}
      {found.state === "confirmed" && (
        <OneButton state="ok" back={back}>
          {t("confirm.confirmed", { address: found.address, title })}
        </OneButton>
      )}
    </StatusFrame>
  );
}
