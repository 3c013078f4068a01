import { Form } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { SeenByWords } from "#app/ui/knowledge/seen-by-words.tsx";
import { StillFrame } from "#app/ui/live/still-frame.tsx";
import { PageHeader } from "#app/ui/page-header.tsx";
import { Section } from "#app/ui/section.tsx";
import { Clocks } from "#app/ui/tickets/clocks.tsx";

import { AlreadySeen } from "./already-seen.tsx";
import { Beside } from "./beside.tsx";
import { type Cited, Composer } from "./composer.tsx";
import { EditForm } from "./edit-form.tsx";
import { LifeRuler } from "./life-ruler.tsx";
import { MergedNote } from "./merged-note.tsx";
import { Onlookers } from "./onlookers.tsx";
import type { TicketData } from "./route.tsx";
import { Settle } from "./settle.tsx";
import { Thread } from "./thread.tsx";
import { TicketVerdict } from "./ticket-verdict.tsx";
import { Touched } from "./touched.tsx";
import { useNews } from "./use-news.ts";

/** One ticket: its life on the ruler, where it stands, what was said, and what it touches. */
export function TicketPage(data: TicketData) {
  const { t } = useTranslation("tickets");
  const { frame, now, ticket, thread, choices, viewer, memory } = data;
  const [cited, setCited] = useState<Cited | null>(null);
  const cite = (text: string) => setCited((last) => ({ text, turn: (last?.turn ?? 0) + 1 }));
  const { slug } = frame.project;
  const address = `/projects/${slug}/tickets/${ticket.number}`;
  useNews({ session: data.session, slug, number: ticket.number, latest: thread.at(-1)?.id ?? 0 });
  const crumbs = [
    { text: t("title"), to: `/projects/${slug}/tickets` },
    { text: t("number", { number: ticket.number }) },
  ];
  return (
    <StillFrame frame={frame} servedAt={now} crumbs={crumbs}>
      <PageHeader
        title={ticket.subject}
        qualifier={t("number", { number: ticket.number })}
        facts={[
          { label: t("page.openedBy"), value: ticket.requesterName },
          { label: t("fields.assignee"), value: ticket.assigneeName ?? t("nobody") },
        ]}
      />
      <LifeRuler ticket={ticket} thread={thread} now={now} />
      {ticket.mergedIntoId !== null && <MergedNote number={ticket.mergedIntoId} slug={slug} />}
      <TicketVerdict ticket={ticket} isStaff={frame.isStaff} />
      <div className="ticket-columns">
        <div className="ticket-thread">
          <Section title={t("page.conversation")} side={frame.isStaff ? t("page.staffView") : undefined}>
            <Onlookers address={address} />
            <Thread {...{ thread, memory, frame }} client={frame.client} />
            <Composer data={data} address={address} cited={cited} />
          </Section>
        </div>
        <div className="ticket-clocks">
          <Clocks {...data.clocks} now={now} isStaff={frame.isStaff} to={`/projects/${slug}/tickets/clocks`} />
        </div>
        <div className="ticket-side">
          {choices && <EditForm ticket={ticket} choices={choices} viewerId={viewer.id} />}
          {!choices && <Settle ticket={ticket} />}
          <AlreadySeen similar={memory.similar} onCite={cite} mayDismiss={choices !== null} />
          {choices && <SeenByWords address={address} />}
          <Touched ticket={ticket} incidents={memory.incidents} slug={slug} />
          <Beside data={data} />
          <Section title={t("page.followers")}>
            <p className="text-[14px] text-ink2">{t(viewer.follows ? "page.following" : "page.notFollowing")}</p>
            <Form method="post" preventScrollReset className="mt-2">
              <input type="hidden" name="intent" value="follow" />
              <input type="hidden" name="follows" value={viewer.follows ? "no" : "yes"} />
              <Button type="submit" look="quiet">
                {t(viewer.follows ? "page.unfollow" : "page.follow")}
              </Button>
            </Form>
          </Section>
        </div>
      </div>
    </StillFrame>
  );
}
