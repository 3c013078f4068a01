import { TOWNS, type Town } from "../towns.ts";
import { type Frame, isSeen, MAP_HEIGHT, MAP_WIDTH, type Spot } from "./frame.ts";
import { PIN_RADIUS } from "./pins.ts";

export interface TownLabel {
  readonly town: Town;
  readonly spot: Spot;
  /** Beginning and baseline of the name. */
  readonly text: Spot;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Rough width of a letter and height of a line of the map's names, in its units. */
const LETTER = 6.8;
const LINE = 14;

/** The largest towns that are seen, as many as fit beside each other and beside the pins. */
export function townLabels(frame: Frame, pins: readonly Spot[], most: number): TownLabel[] {
  const labels: TownLabel[] = [];
  const taken = pins.map(({ x, y }): Box => around(x, y, PIN_RADIUS));
  for (const town of TOWNS.toSorted((one, other) => other.centres - one.centres)) {
    if (labels.length === most) break;
    const spot = frame.spotOf(town);
    if (!isSeen(spot)) continue;
    const width = town.name.length * LETTER;
    const box = boxesBeside(spot, width).find((candidate) => isFree(candidate, taken));
    if (!box) continue;
    taken.push(box, around(spot.x, spot.y, 4));
    labels.push({ town, spot, text: { x: box.left, y: box.bottom - 3.5 } });
  }
  return labels;
}

/** To the right of a dot, to its left, above, below. */
function boxesBeside({ x, y }: Spot, width: number): Box[] {
  const at = (left: number, top: number): Box => ({ left, top, right: left + width, bottom: top + LINE });
  return [
    at(x + 9, y - LINE / 2),
    at(x - 9 - width, y - LINE / 2),
    at(x - width / 2, y - 6 - LINE),
    at(x - width / 2, y + 6),
  ];
}

function isFree(box: Box, taken: readonly Box[]): boolean {
  if (box.left < 2 || box.top < 2 || box.right > MAP_WIDTH - 2 || box.bottom > MAP_HEIGHT - 20) return false;
  return !taken.some(
    (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
  );
}

function around(x: number, y: number, reach: number): Box {
  return { left: x - reach, top: y - reach, right: x + reach, bottom: y + reach };
}
