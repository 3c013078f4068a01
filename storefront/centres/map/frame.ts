import type { Position } from "../distance.ts";

/** Of every map, in its own units; the page scales it. */
export const MAP_WIDTH = 400;
export const MAP_HEIGHT = 420;

const EARTH_RADIUS_KM = 6_371.0088;
/** Between what must be seen and the map's edge. */
const MARGIN = 26;

export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface Frame {
  /** Where a place is drawn: x to the right, y downwards; beyond the map's size it is not seen. */
  readonly spotOf: (position: Position) => Spot;
  /** Kilometres that a unit stands for, in the middle of the map. */
  readonly kmAUnit: number;
}

/** Mercator's projection, zoomed so that all these places are seen, and at least so many kilometres from side to side. */
export function frameOf(positions: readonly Position[], leastKm: number): Frame {
  const points = positions.map(mercator);
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))];
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  // A radian of longitude is as long as the Earth's radius times the cosine of the latitude, which Mercator's y gives.
  const kmARadian = EARTH_RADIUS_KM / Math.cosh(middle.y);
  const scale = Math.min(
    (MAP_WIDTH - 2 * MARGIN) / Math.max(right - left, 1e-9),
    (MAP_HEIGHT - 2 * MARGIN) / Math.max(bottom - top, 1e-9),
    (MAP_WIDTH * kmARadian) / leastKm,
  );
  return {
    spotOf: (position) => {
      const { x, y } = mercator(position);
      return { x: MAP_WIDTH / 2 + (x - middle.x) * scale, y: MAP_HEIGHT / 2 + (y - middle.y) * scale };
    },
    kmAUnit: kmARadian / scale,
  };
}

export function isSeen({ x, y }: Spot): boolean {
  return x >= 0 && x <= MAP_WIDTH && y >= 0 && y <= MAP_HEIGHT;
}

/** In radians, y downwards. */
function mercator({ latitude, longitude }: Position): Spot {
  return { x: (longitude * Math.PI) / 180, y: -Math.asinh(Math.tan((latitude * Math.PI) / 180)) };
}
