import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { asc, eq } from "drizzle-orm";
import { expect, test, vi } from "vitest";

import { databaseDesk } from "#collector/checks/desks.ts";
import { lookBy } from "#collector/checks/look.ts";
import { type Desk, type LookAt, Probe } from "#collector/checks/probe.ts";
import { checkStates, checks } from "#db/schema/checks.ts";
import { writeDemoChecks } from "#db/seed/checks.ts";
import type { CheckRun, PlannedCheck } from "#domain/checks/check.ts";
import { checksOfProject } from "#domain/checks/queries.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { popgom } from "#tests/support/world.ts";

const fine = { outcome: "ok", reason: null, timings: {}, evidence: {} } as const;

function check(id: number, over: Partial<PlannedCheck> = {}): PlannedCheck {
  const target = { kind: "tcp", host: "shop.example", port: 443, slowMs: 1_000 } as const;
  return {
    id,
    name: `check ${id}`,
    target,
    intervalSeconds: 30,
    timeoutMs: 5_000,
    allowed: null,
    runAskedAt: null,
    ...over,
  };
}

function journeyCheck(id: number): PlannedCheck {
  return check(id, { target: { kind: "journey", url: "https://shop.example/", slowMs: 1_000 } });
}

/** A desk in memory, and a probe whose clock the test moves. */
function probeOf(planned: readonly PlannedCheck[], lookAt: LookAt) {
  const brought: CheckRun[] = [];
  const state = { now: 1_000_000, isAway: false };
  const desk: Desk = {
    checks: async () => planned,
    async record(run) {
      if (state.isAway) throw new Error("away");
      brought.push(run);
    },
  };
  return { probe: new Probe(desk, lookAt, () => state.now), brought, state };
}

test("checks run at their interval, sooner while a failure is to be confirmed, and at once when somebody asks", async () => {
  let outcome: "ok" | "failed" = "ok";
  const planned = [check(1)];
  const { probe, brought, state } = probeOf(planned, async () => ({ ...fine, outcome }));
  const began = state.now;
  await probe.readChecks();
  for (let second = 0; second <= 130; second += 1) {
    if (second === 50) outcome = "failed";
    if (second === 85) outcome = "ok";
    if (second === 105) planned[0] = check(1, { runAskedAt: state.now });
    if (second === 105) await probe.readChecks();
    probe.begin();
    await probe.settled();
    await probe.bring();
    state.now += 1_000;
  }

  expect(brought.map(({ at, outcome: was }) => `${(at - began) / 1_000} ${was}`)).toEqual([
    "0 ok",
    "30 ok",
    "60 failed",
    "70 failed",
    "80 failed",
    "90 ok",
    "105 ok",
  ]);
});

test("one journey at a time, others beside it", async () => {
  const under = { now: 0, most: 0, others: 0 };
  const lookAt: LookAt = async ({ target }) => {
    if (target.kind !== "journey") {
      under.others += 1;
      return fine;
    }
    under.now += 1;
    under.most = Math.max(under.most, under.now);
    await new Promise((wake) => setTimeout(wake, 20));
    under.now -= 1;
    return fine;
  };
  const { probe, brought } = probeOf([journeyCheck(1), journeyCheck(2), journeyCheck(3), check(4)], lookAt);
  await probe.readChecks();
  for (let turn = 0; turn < 3; turn += 1) {
    probe.begin();
    probe.begin();
    await probe.settled();
  }
  await probe.bring();

  expect(under).toMatchObject({ most: 1, others: 1 });
  expect(brought.map(({ checkId }) => checkId).sort()).toEqual([1, 2, 3, 4]);
});

test("what was found while the desk was away is brought in order when it is back", async () => {
  const { probe, brought, state } = probeOf([check(1)], async () => fine);
  await probe.readChecks();
  state.isAway = true;
  for (let run = 0; run < 4; run += 1) {
    probe.begin();
    await probe.settled();
    await expect(probe.bring()).rejects.toThrow("away");
    state.now += 30_000;
  }
  state.isAway = false;
  await probe.bring();

  expect(brought.map(({ at }) => at - 1_000_000)).toEqual([0, 30_000, 60_000, 90_000]);
});

test("a look that breaks down is our blindness", async () => {
  const told = vi.spyOn(console, "error").mockImplementation(() => {});
  const { probe, brought } = probeOf([check(1)], () => Promise.reject(new Error("planted")));
  await probe.readChecks();
  probe.begin();
  await probe.settled();
  await probe.bring();

  expect(brought).toMatchObject([{ outcome: "blind", reason: "probe" }]);
  expect(told).toHaveBeenCalledOnce();
});

test("a shop that is killed is shown as an outage within 90 seconds, and from its last answer's interval on", () =>
  withDatabase(async (db) => {
    const { project } = await popgom(db);
    const shop = createServer((_request, response) => response.end("POPGOM, pneus en ligne"));
    await new Promise<void>((listening) => shop.listen(0, "127.0.0.1", listening));
    const { port } = shop.address() as AddressInfo;
    await writeDemoChecks(db, `http://127.0.0.1:${port}`);
    await db.update(checks).set({ enabled: false }).where(eq(checks.kind, "journey"));
    const clock = { now: Date.UTC(2026, 10, 22, 12) };
    const began = clock.now;
    const probe = new Probe(databaseDesk(db), lookBy({ data: "/nonexistent", shopSecret: "" }), () => clock.now);
    await probe.readChecks();
    const until = async (second: number) => {
      for (; clock.now <= began + second * 1_000; clock.now += 1_000) {
        probe.begin();
        await probe.settled();
        await probe.bring();
      }
    };
    const shown = async () => (await checksOfProject(db, project.id, new Date(clock.now)))[0]?.state?.state;

    await until(65);
    expect(await shown()).toBe("up");
    await closed(shop);
    await until(65 + 90);
    expect(await shown()).toBe("down");
    await new Promise<void>((listening) => shop.listen(port, "127.0.0.1", listening));
    await until(65 + 90 + 31);
    expect(await shown()).toBe("up");
    await closed(shop);

    const states = await db.select().from(checkStates).orderBy(asc(checkStates.at));
    const told = states.map(({ at, state }) => `${state} ${(at - began) / 1_000}`);
    expect(told.slice(0, 2)).toEqual(["up 0", "down 90"]);
    expect(states[1]?.reason).toBe("connectionRefused");
  }));

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => void server.close(() => done()));
}
