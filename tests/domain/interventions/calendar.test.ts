import ICAL from "ical.js";
import { expect, test } from "vitest";

import { type CalendarEvent, calendarText } from "#domain/interventions/calendar.ts";

const EVENT: CalendarEvent = {
  ...{ id: 12, title: "Web-1 ; noyau, puis\r\nX-INJECTED:oui \\ fin", state: "announced", version: 4 },
  consequence: `La boutique reste ouverte ;\r\nun serveur sur deux, é${"à".repeat(90)}`,
  ...{ from: new Date("2026-10-25T00:30:00Z"), to: new Date("2026-10-25T02:30:00Z") },
  createdAt: new Date("2026-10-01T08:00:00Z"),
};

function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const value = (name: string) => String(component.getFirstPropertyValue(name));
    const [uid, title, description] = [value("uid"), value("summary"), value("description")];
    const span = [value("dtstart"), value("dtend")];
    return { uid, title, description, span, status: value("status"), sequence: value("sequence") };
  });
}

const made = (events: readonly CalendarEvent[]) =>
  calendarText(events, {
    ...{ name: "POPGOM", host: "extranet.test", pageOf: (id: number) => `https://extranet.test/i/${id}` },
    now: new Date("2026-10-02T08:00:00Z"),
  });

test("what is written is read back whole, over the night in which clocks change, and no word becomes a line", () => {
  const text = made([
    EVENT,
    { ...EVENT, id: 13, state: "cancelled", version: 9 },
    { ...EVENT, id: 14, state: "draft" },
  ]);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(text.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(text).not.toMatch(/^X-INJECTED/m);
  const [one, cancelled, withdrawn] = read(text);
  expect(one).toEqual({
    ...{ uid: "intervention-12@extranet.test", status: "CONFIRMED", sequence: "4" },
    title: "Web-1 ; noyau, puis X-INJECTED:oui \\ fin",
    description: EVENT.consequence.replace("\r\n", "\n"),
    span: ["2026-10-25T00:30:00Z", "2026-10-25T02:30:00Z"],
  });
  expect(cancelled).toMatchObject({ uid: "intervention-13@extranet.test", status: "CANCELLED", sequence: "9" });
  expect(withdrawn?.status).toBe("CANCELLED");
});
