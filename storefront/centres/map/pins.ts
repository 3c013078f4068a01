import { MAP_HEIGHT, MAP_WIDTH, type Spot } from "./frame.ts";

export const PIN_RADIUS = 12;
const GAP = 2 * PIN_RADIUS + 1;
const ROUNDS = 60;

/**
 * Where pins are drawn so that none hides another, each as near to its own spot as the others let it, and none over the
 * edge. The same spots always give the same pins.
 */
export function spreadPins(spots: readonly Spot[]): Spot[] {
  const pins = spots.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS; round += 1) {
    let isMoved = false;
    for (const [index, one] of pins.entries()) {
      for (const other of pins.slice(index + 1)) isMoved = pushApart(one, other, index) || isMoved;
      one.x = within(one.x, MAP_WIDTH);
      one.y = within(one.y, MAP_HEIGHT);
    }
    if (!isMoved) break;
  }
  return pins;
}

type Pin = { x: number; y: number };

/** Two pins on one spot part in a direction that their order in the list decides. */
function pushApart(one: Pin, other: Pin, index: number): boolean {
  const away = Math.hypot(other.x - one.x, other.y - one.y);
  if (away >= GAP) return false;
  const angle = away > 0.01 ? Math.atan2(other.y - one.y, other.x - one.x) : index;
  const push = (GAP - away) / 2 + 0.05;
  one.x -= Math.cos(angle) * push;
  one.y -= Math.sin(angle) * push;
  other.x += Math.cos(angle) * push;
  other.y += Math.sin(angle) * push;
  return true;
}

function within(value: number, size: number): number {
  return Math.min(size - PIN_RADIUS - 2, Math.max(PIN_RADIUS + 2, value));
}
