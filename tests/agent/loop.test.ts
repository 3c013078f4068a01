import { expect, test } from "vitest";
import { Loop } from "#agent/loop.ts";
import { ManualClock } from "./manual-clock.ts";

function counted(interval: number) {
  const clock = new ManualClock(0);
  const ticks: number[] = [];
  const loop = new Loop(clock, interval, async () => {
    ticks.push(clock.now());
  });
  return { clock, ticks, loop };
}

test("ticks come at the interval, from the delay on", async () => {
  const { clock, ticks, loop } = counted(10);
  loop.start(3_000);
  await clock.advance(24_000);
  expect(ticks).toEqual([3_000, 13_000, 23_000]);
});

test("a shorter interval counts from the last tick, a longer one as well", async () => {
  const { clock, ticks, loop } = counted(10);
  loop.start();
  await clock.advance(5_500);
  loop.setInterval(1);
  await clock.advance(2_000);
  expect(ticks).toEqual([0, 5_500, 6_500, 7_500]);
  loop.setInterval(10);
  await clock.advance(12_000);
  expect(ticks.slice(4)).toEqual([17_500]);
});

test("a tick that lasts is not doubled, and what was missed is not made up for", async () => {
  const clock = new ManualClock(0);
  let begun = 0;
  let finish = () => {};
  const loop = new Loop(clock, 1, () => {
    begun += 1;
    return new Promise((resolve) => {
      finish = resolve;
    });
  });
  loop.start();
  await clock.advance(30_000);
  expect(begun).toBe(1);
  finish();
  await clock.advance(0);
  await clock.advance(500);
  expect(begun).toBe(2);
  finish();
  await clock.advance(0);
  await clock.advance(400);
  expect(begun).toBe(2);
  await clock.advance(100);
  expect(begun).toBe(3);
});

test("nothing comes after the stop", async () => {
  const { clock, ticks, loop } = counted(1);
  loop.start();
  await clock.advance(2_000);
  await loop.stop();
  loop.setInterval(2);
  await clock.advance(10_000);
  expect(ticks).toEqual([0, 1_000, 2_000]);
});
