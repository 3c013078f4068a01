import type { Database } from "../client.server.ts";
import { calendarHours, calendars, deskTerms } from "../schema/clocks.ts";
import { required } from "./fleet.ts";

const SIGNED_ON = "2026-01-01";
const ALWAYS = Array.from({ length: 7 }, () => [{ from: 0, to: 1_440 }]);
const workingDays = (...hours: readonly { from: number; to: number }[]) =>
  Array.from({ length: 7 }, (_one, day) => (day < 5 ? hours : []));

/** Calendars of the demo; the collector writes their public holidays down. */
const CALENDARS = [
  { name: "24 h sur 24", timeZone: "Europe/Paris", week: ALWAYS },
  {
    name: "France, jours ouvrés",
    timeZone: "Europe/Paris",
    holidayCountry: "FR",
    week: workingDays({ from: 480, to: 1_140 }),
  },
  {
    name: "Espagne (Catalogne), jours ouvrés",
    timeZone: "Europe/Madrid",
    holidayCountry: "ES",
    holidayRegion: "CT",
    week: workingDays({ from: 540, to: 840 }, { from: 960, to: 1_140 }),
  },
] as const;

/** Minutes to the first response, the next word and the resolution, by priority, and the calendar in which they run. */
const POPGOM = [
  { priority: 1, calendar: 0, minutes: [15, 60, 240] },
  { priority: 2, calendar: 0, minutes: [60, 240, 1_200] },
  { priority: 3, calendar: 1, minutes: [240, 660, 1_980] },
  { priority: 4, calendar: 1, minutes: [1_440, null, null] },
] as const;
const OTHER = [
  { priority: 1, calendar: 2, minutes: [30, 120, 480] },
  { priority: 2, calendar: 2, minutes: [120, null, 960] },
  { priority: 3, calendar: 2, minutes: [480, null, null] },
  { priority: 4, calendar: 2, minutes: [2_880, null, null] },
] as const;

/** When clocks run in the demo, and what the contracts of its two clients promise. */
export async function insertDeskClocks(
  db: Database,
  { popgomId, otherId }: { readonly popgomId: number; readonly otherId: number },
  now: Date,
): Promise<void> {
  const rows = CALENDARS.map(({ week: _, ...calendar }) => ({ ...calendar, createdAt: now }));
  const ids = await db.insert(calendars).values(rows).$returningId();
  const idAt = (index: number) => required(ids[index]).id;
  await db
    .insert(calendarHours)
    .values(CALENDARS.map(({ week }, index) => ({ calendarId: idAt(index), effectiveOn: "1970-01-01", week })));
  const promised = [
    ...POPGOM.map((terms) => ({ ...terms, clientId: popgomId, pausesForClient: terms.priority > 2 })),
    ...OTHER.map((terms) => ({ ...terms, clientId: otherId, pausesForClient: true })),
  ];
  await db.insert(deskTerms).values(
    promised.map(({ clientId, priority, calendar, minutes, pausesForClient }) => ({
      clientId,
      priority,
      effectiveOn: SIGNED_ON,
      calendarId: idAt(calendar),
      firstResponseMinutes: minutes[0],
      nextUpdateMinutes: minutes[1],
      resolutionMinutes: minutes[2],
      pausesForClient,
      createdAt: now,
    })),
  );
}
