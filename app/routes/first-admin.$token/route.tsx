import { type ActionFunctionArgs, json, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { answerInvitation, invitationPage } from "#app/http/accept-invitation.server.ts";
import { InvitationPage } from "#app/ui/invitation-page.tsx";
import type { PageHandle } from "#app/ui/page-title.tsx";

export const handle: PageHandle = { title: (t) => t("identity:invitation.firstAdmin") };

/** The link that the first start and `timonerie invite-admin` print. */
export async function loader({ params }: LoaderFunctionArgs) {
  const invitation = await invitationPage(params.token);
  return json({ invitation }, invitation ? 200 : 404);
}

export function action({ request, params }: ActionFunctionArgs) {
  return answerInvitation(request, params.token);
}

export default function FirstAdminRoute() {
  const { t } = useTranslation("identity");
  const { invitation } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <InvitationPage
      title={t("invitation.firstAdmin")}
      lead={t("invitation.firstAdminLead")}
      invitation={invitation}
      answer={answer}
    />
  );
}
