import { expect, test, vi } from "vitest";

import { startLoop } from "#storefront/work/loop.ts";

const HOUR_MS = 3_600_000;

test("a turn that fails is logged, and the next one comes", async () => {
  const complaint = vi.spyOn(console, "error").mockImplementation(() => undefined);
  let turns = 0;
  const loop = startLoop("mails", 1, async () => {
    turns += 1;
    if (turns === 1) throw new Error("the database is away");
    return 0;
  });

  await vi.waitFor(() => expect(turns).toBeGreaterThan(2));
  await loop.stop();

  expect(complaint.mock.calls).toEqual([["mails:", "the database is away"]]);
});

test("turns follow each other while there is something to do, and then wait until they are stopped", async () => {
  const work = [1, 1, 1, 0];
  let turns = 0;
  const loop = startLoop("mails", HOUR_MS, async () => work[turns++] ?? 0);

  await vi.waitFor(() => expect(turns).toBe(4));
  await loop.stop();

  expect(turns).toBe(4);
});

test("stopping waits for the turn that is under way", async () => {
  let finish: () => void = () => undefined;
  let isOver = false;
  const loop = startLoop("mails", HOUR_MS, async () => {
    await new Promise<void>((settle) => {
      finish = settle;
    });
    isOver = true;
    return 0;
  });
  const stopped = loop.stop();
  finish();
  await stopped;

  expect(isOver).toBe(true);
});
