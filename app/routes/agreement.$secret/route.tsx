import {
  type ActionFunctionArgs,
  type HeadersFunction,
  json,
  type LinksFunction,
  type LoaderFunctionArgs,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import {
  agreementOf,
  answerAgreement,
  type LinkDone,
  NOTHING_READ,
  othersOf,
  PRIVATE_HEADERS,
} from "#app/http/agreement.server.ts";
import { roleNames } from "#app/http/interventions.server.ts";
import { MACHINE_FONTS } from "#app/ui/fonts.ts";
import { useStart } from "#app/ui/interventions/use-window.ts";
import type { PageHandle } from "#app/ui/page-title.tsx";
import { StatusFrame } from "#app/ui/status/frame.tsx";
import { TimeZoneProvider } from "#app/ui/use-format.tsx";
import { Verdict } from "#app/ui/verdict.tsx";
import { database } from "#db/client.server.ts";
import { provider } from "#domain/clients/queries.server.ts";

import { Asked } from "./asked.tsx";
import { Said } from "./said.tsx";

export const handle: PageHandle = { title: (t) => t("interventions:link.title"), isStill: true };

export const links: LinksFunction = () => [...MACHINE_FONTS];

export const headers: HeadersFunction = () => PRIVATE_HEADERS;

/** Shows the exact plan, and does nothing: programs open every link of a mail, with GET and HEAD, several at once. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const [asked, { name: by }] = await Promise.all([agreementOf(request, params.secret), provider(database())]);
  if (!asked) return json({ by, asked: null }, { status: 404, headers: PRIVATE_HEADERS });
  const { state, project, approver, own, expiresAt, detail } = asked;
  const { row } = detail;
  const isOpen = state === "open";
  // Who holds a link that is good for nothing reads no plan by it, nor what it touches.
  const mayRead = isOpen || (own !== null && row.submittedHash === asked.planHash);
  const { machines, services, impact, conflicts } = mayRead ? detail : NOTHING_READ;
  const shown = {
    ...{ state, own, expiresAt, title: row.title, requester: row.requesterName },
    project: { name: project.name, timeZone: project.timeZone },
    approver: { name: approver.name, email: approver.email },
    plan: mayRead ? detail.plan : null,
    ...{ machines, services, impact, conflicts, roles: await roleNames(project.id) },
    others: isOpen ? await othersOf(asked) : [],
  };
  return json({ by, asked: shown }, { headers: PRIVATE_HEADERS });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const answer = await answerAgreement(request, params.secret);
  if (answer && "refused" in answer) {
    for (const [name, value] of Object.entries(PRIVATE_HEADERS)) answer.refused.headers.set(name, value);
    return answer.refused;
  }
  return json<LinkDone | null>(answer ?? null, { status: answer ? 200 : 404, headers: PRIVATE_HEADERS });
}

export default function AgreementPage() {
  const { t } = useTranslation("interventions");
  const { by, asked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const done = answer && "done" in answer ? (answer as LinkDone) : null;
  if (!asked) {
    return (
      <StatusFrame provider={by} title={t("link.title")}>
        <div className="hero-single">
          <Verdict as="h1" state="mute">
            {t("link.gone")}
          </Verdict>
          <p className="mt-3">{t("link.goneText")}</p>
        </div>
      </StatusFrame>
    );
  }
  return (
    <TimeZoneProvider timeZone={asked.project.timeZone}>
      <StatusFrame provider={by} title={asked.project.name}>
        {done ? <Recorded done={done} asked={asked} /> : asked.state === "open" ? <Asked asked={asked} /> : null}
        {!done && asked.state !== "open" && <Said asked={asked} />}
      </StatusFrame>
    </TimeZoneProvider>
  );
}

function Recorded({ done, asked }: { done: LinkDone; asked: NonNullable<Shown["asked"]> }) {
  const { t } = useTranslation("interventions");
  const start = useStart();
  const when = asked.plan ? start(asked.plan) : "";
  const name = done.done === "delegated" ? done.name : "";
  return (
    <div className="hero-single">
      <Verdict as="h1" state={done.done === "refused" ? "sign" : "ok"}>
        {t(`link.recorded.${done.done}`, { when, name })}
      </Verdict>
      <p className="mt-3 text-ink2">{asked.title}</p>
    </div>
  );
}

/** What the page has of a link. */
export type Shown = ReturnType<typeof useLoaderData<typeof loader>>;
