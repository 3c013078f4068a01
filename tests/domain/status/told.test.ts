import { expect, test } from "vitest";

import type { IncidentEntry } from "#domain/incidents/incident.ts";
import { headlineOf, type StandingComponent } from "#domain/status/headline.ts";
import { type InnerIncident, incidentTitle, type ToldIncident, toldIncident } from "#domain/status/told.ts";

const AT = new Date(Date.UTC(2026, 10, 22, 13));
const COMPONENTS = [{ names: { fr: "Commander", es: "Comprar" }, checkIds: [7] }];

function incident(change: Partial<InnerIncident> = {}): InnerIncident {
  const ended = { recoveredAt: null, closedAt: null };
  return { id: 1, title: "check-web-1", impact: "down", startedAt: AT, ...ended, checkId: 7, entries: [], ...change };
}

function entry(change: Partial<IncidentEntry>): IncidentEntry {
  return { id: 1, at: AT, kind: "opened", text: "connect ECONNREFUSED", authorName: null, isPublic: true, ...change };
}

const tell = (inner: InnerIncident) => toldIncident(inner, COMPONENTS);

test.each([
  ["fr", "Commander\u00a0: interruption"],
  ["es", "Comprar: interrupción"],
  ["en", "Commander: interrupted"],
] as const)("what a check opened is called by its business words, in %s", (reader, title) => {
  const told = tell(incident());
  expect(told && incidentTitle(told, reader, "fr")).toBe(title);
});

test("what people opened keeps their words; what is about no shown service is not told", () => {
  expect(tell(incident({ checkId: null, title: "Le paiement échoue" }))?.title).toEqual({
    text: "Le paiement échoue",
  });
  expect(tell(incident({ checkId: 8 }))).toBeNull();
});

test("neither notes nor the reasons of checks nor names of people leave the house", () => {
  const entries = [
    entry({ id: 1 }),
    entry({ id: 2, kind: "note", text: "db-1 est pleine", authorName: "Marc", isPublic: false }),
    entry({ id: 3, kind: "update", text: "Nous cherchons", authorName: "Marc" }),
    entry({ id: 4, kind: "update", text: "Entre nous", authorName: "Marc", isPublic: false }),
  ];
  const told = tell(incident({ entries }));

  expect(told?.entries).toEqual([
    { id: 1, at: AT.getTime(), kind: "opened", text: null },
    { id: 3, at: AT.getTime(), kind: "update", text: "Nous cherchons" },
  ]);
  expect(JSON.stringify(told)).not.toMatch(/check-web-1|ECONNREFUSED|Marc/);
});

const up: StandingComponent = { names: { fr: "Suivre" }, verdict: "up", since: 0 };
const open: ToldIncident = {
  ...{ id: 1, title: { text: "Le paiement échoue" }, impact: "degraded", startedAt: 5 },
  ...{ recoveredAt: null, closedAt: null, entries: [] },
};

test.each([
  ["nothing is shown", [], [], { kind: "nothing" }],
  ["all is well", [up], [{ ...open, recoveredAt: 9 }], { kind: "up" }],
  ["people told of trouble", [up], [open], { kind: "incident", incident: open }],
  [
    "two are down, one longer",
    [
      up,
      { ...up, names: { fr: "B" }, verdict: "down", since: 9 },
      { ...up, names: { fr: "A" }, verdict: "down", since: 7 },
    ],
    [open],
    { kind: "down", names: { fr: "A" }, since: 7, count: 2, of: 3 },
  ],
  [
    "one is unseen and one in planned work",
    [
      { ...up, verdict: "maintenance", since: 1 },
      { ...up, names: { fr: "B" }, verdict: "unmonitored", since: 3 },
    ],
    [],
    { kind: "unmonitored", names: { fr: "B" }, since: 3, count: 1, of: 2 },
  ],
] as const)("the first sentence when %s", (_sentence, components, incidents, headline) => {
  expect(headlineOf(components, incidents)).toEqual(headline);
});
