import { expect } from "vitest";

import type { Database } from "#db/client.server.ts";
import { forecasts } from "#db/schema/capacity.ts";
import { actionsOf } from "#domain/capacity/actions.server.ts";
import { dayAfter, dayOf, lastWholeDay } from "#domain/capacity/daily.ts";
import type { TestExtranet } from "#tests/support/extranet.ts";
import { popgom } from "#tests/support/world.ts";

const BOARD = "/projects/popgom/capacity/actions";
const WHAT_IF = "/projects/popgom/capacity/what-if";
const DISK = "filesystem:/var/lib/mysql";

/** Staff propose on a forecast, the client agrees, the work is planned from there and leads back. */
export async function actionIsAgreedAndPlanned(db: Database, extranet: TestExtranet): Promise<void> {
  const world = await popgom(db);
  const madeOn = lastWholeDay(Date.now());
  const days = Array.from({ length: 90 }, (_, at) => {
    const use = Math.min(50e9, 40e9 + at * 0.25e9);
    return [at + 1, use, use, use, use, use] as const;
  });
  const on = dayAfter(madeOn, 41);
  await db.insert(forecasts).values({
    ...{ projectId: world.project.id, subject: "machine", subjectId: world.db1.id, resource: DISK, madeOn, days },
    ...{ madeAt: new Date(), answer: "forecast", current: 40e9, limit: 50e9, historyDays: 300 },
    ...{ earlyOn: on, likelyOn: on, lateOn: on },
  });
  const [staff, client, viewer] = await Promise.all(
    [world.support, world.approver, world.viewer].map(({ id }) => extranet.signedInAs(id)),
  );
  const read = async (path: string, as = staff) => (await extranet.ask(path, { as })).text();
  const send = (path: string, form: Record<string, string>, as = staff) => extranet.ask(path, { as, form });
  const about = `machine:${world.db1.id}:${DISK}`;

  expect(await read(`${BOARD}?about=${encodeURIComponent(about)}`)).toContain('<details class="disclosure mt-3" open');
  const proposal = {
    ...{ intent: "propose", about, title: "Disque de la base porté à 80 Go", newLimit: "80", leadDays: "10" },
    ...{ frees: "", detail: "", ownerId: world.pm.id, costMonthly: "38,50", costOnce: "", dueOn: dayOf(Date.now()) },
  };
  const refused = await send(BOARD, { ...proposal, newLimit: "-3" });
  expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("Disque de la base")]);
  expect((await send(BOARD, proposal)).status).toBe(302);
  const one = async () => (await actionsOf(db, world.project.id, { withDrafts: true }))[0];
  const proposed = await one();
  expect(proposed).toMatchObject({
    newLimit: 80e9,
    costMonthly: 38.5,
    version: 1,
    effect: { before: { early: on } },
  });
  expect(await read(BOARD, client)).toContain("Une action attend votre réponse.");
  expect(await read("/projects/popgom/capacity", viewer)).toContain("Attend le client");

  const answer = { intent: "agree", actionId: String(proposed?.id), version: "1", words: "D’accord." };
  expect((await send(BOARD, answer, viewer)).status).toBe(403);
  expect((await send(BOARD, answer, staff)).status).toBe(403);
  expect((await send(BOARD, answer, client)).status).toBe(302);
  expect(await (await send(BOARD, answer, client)).text()).toContain("Quelqu’un a modifié");

  const named = `${proposed?.id}-2`;
  expect(await read(`/projects/popgom/interventions/new?capacityAction=${named}`)).toContain(named);
  const planned = await send("/projects/popgom/interventions/new", {
    ...{ intent: "plan", kind: "normal", title: "Agrandir le disque", risk: "low", templateId: "", price: "" },
    ...{ from: "2027-03-04T22:00", to: "2027-03-04T23:30", plan: "Agrandir.", rollbackPlan: "Revenir." },
    ...{
      checklist: "Agrandir",
      consequence: "Rien.",
      clientQuorum: "1",
      staffQuorum: "0",
      machines: `${world.db1.id}`,
    },
    ...{ approvers: `client:user:${world.approver.id}`, capacityAction: named },
  });
  expect(planned.status).toBe(302);
  expect(await one()).toMatchObject({ state: "planned", intervention: { title: "Agrandir le disque" } });
  const work = new URL(planned.headers.get("location") ?? "", extranet.url).pathname;
  expect(await read(work)).toContain("Pour l’action de capacité");
  // A draft is staff's own affair: the client's board does not name it.
  expect(await read(BOARD, client)).not.toContain("Agrandir le disque");
}

/** An assumption that is none is named in the page, to every reader. */
export async function badAssumptionsAreNamed(db: Database, extranet: TestExtranet): Promise<void> {
  const world = await popgom(db);
  const as = await extranet.signedInAs(world.viewer.id);
  const page = await extranet.ask(`${WHAT_IF}?growth=beaucoup&resize=machine:999999:cpu&limit=4`, { as });
  const text = await page.text();
  expect(page.status).toBe(200);
  expect(text).toContain("Ce n’est pas un nombre.");
  expect(text).toContain("Ce choix n’est pas, ou plus, dans la liste.");
  expect(text).toContain("beaucoup");
}
