import { TICKET_EVENTS, type TicketEventData } from "#domain/tickets/events.ts";

import { EventNews, type Listening } from "./event-news.server.ts";

/** A new entry in a thread, in whatever process it was written. */
export interface TicketNews {
  readonly projectId: number;
  readonly number: number;
  readonly entryId: number;
  /** Only staff may hear of what is not. */
  readonly isPublic: boolean;
}

const news = new EventNews<TicketNews>("tickets", TICKET_EVENTS, ({ projectId, data }) => {
  const { id: number, entryId, isPublic } = data as unknown as TicketEventData;
  return projectId === null ? null : { projectId, number, entryId, isPublic };
});

/** Calls back for every entry that is written from now on. */
export function onTicketNews(listener: (news: TicketNews) => void): Listening {
  return news.listen(listener);
}
