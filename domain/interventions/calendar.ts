import ICAL from "ical.js";

import type { InterventionState } from "./intervention.ts";

/** An intervention as calendar programs are told of it. */
export interface CalendarEvent {
  readonly id: number;
  readonly title: string;
  readonly consequence: string;
  readonly state: InterventionState;
  readonly from: Date;
  readonly to: Date;
  /** Grows with every change: programs take the greatest. */
  readonly version: number;
  readonly createdAt: Date;
}

interface Calendar {
  readonly name: string;
  /** Host of the extranet: makes the UIDs ours for ever. */
  readonly host: string;
  /** Address of the page of an event. */
  readonly pageOf: (id: number) => string;
  readonly now: Date;
}

/**
 * The calendar as iCalendar text (RFC 5545): CRLF, folded and escaped by ical.js. Instants are in UTC, so that no program has
 * to know the project's zone. What was called off or refused stays as a cancelled event, or it would stay in calendars for ever.
 */
export function calendarText(events: readonly CalendarEvent[], { name, host, pageOf, now }: Calendar): string {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("prodid", "-//Timonerie//interventions//FR");
  calendar.addPropertyWithValue("calscale", "GREGORIAN");
  calendar.addPropertyWithValue("method", "PUBLISH");
  calendar.addPropertyWithValue("x-wr-calname", oneLine(name));
  calendar.addPropertyWithValue("refresh-interval", ICAL.Duration.fromString("PT1H"));
  for (const event of events) calendar.addSubcomponent(componentOf(event, host, pageOf, now));
  return `${calendar.toString()}\r\n`;
}

const STATUS: Readonly<Record<InterventionState, "TENTATIVE" | "CONFIRMED" | "CANCELLED">> = {
  draft: "CANCELLED",
  awaiting_agreement: "TENTATIVE",
  agreed: "CONFIRMED",
  announced: "CONFIRMED",
  running: "CONFIRMED",
  done: "CONFIRMED",
  rolled_back: "CONFIRMED",
  cancelled: "CANCELLED",
};

function componentOf(event: CalendarEvent, host: string, pageOf: Calendar["pageOf"], now: Date) {
  const component = new ICAL.Component("vevent");
  component.addPropertyWithValue("uid", `intervention-${event.id}@${host}`);
  component.addPropertyWithValue("dtstamp", utc(now));
  component.addPropertyWithValue("created", utc(event.createdAt));
  component.addPropertyWithValue("dtstart", utc(event.from));
  component.addPropertyWithValue("dtend", utc(event.to));
  component.addPropertyWithValue("sequence", event.version);
  component.addPropertyWithValue("status", STATUS[event.state]);
  component.addPropertyWithValue("summary", oneLine(event.title));
  component.addPropertyWithValue("description", event.consequence.replace(/\r\n?/g, "\n"));
  component.addPropertyWithValue("url", pageOf(event.id));
  component.addPropertyWithValue("transp", "TRANSPARENT");
  return component;
}

function utc(at: Date) {
  return ICAL.Time.fromJSDate(at, true);
}

/** No control character gets into a line of the calendar, whatever somebody called their work. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ").trim();
}
