import type { ReactNode } from "react";

import type { Position } from "../distance.ts";
import type { Town } from "../towns.ts";
import { type Frame, frameOf, isSeen, MAP_HEIGHT, MAP_WIDTH, type Spot } from "./frame.ts";
import { townLabels } from "./labels.ts";
import { OUTLINES, type Ring } from "./outline.ts";
import { PIN_RADIUS, spreadPins } from "./pins.ts";

export interface MapPin {
  readonly position: Position;
  /** What stands on it; an address and a name make it a link. */
  readonly text: string;
  readonly href?: string;
  readonly name?: string;
}

interface CentreMapProps {
  readonly pins: readonly MapPin[];
  /** What else must be seen. */
  readonly around?: readonly Position[];
  /** The place that was asked for. */
  readonly place?: Position;
  /** Centres that are not on the list. */
  readonly dots?: readonly Position[];
  /** From side to side at least. */
  readonly leastKm: number;
  readonly mostTowns: number;
  /** Where a town's name leads, and what that is called. */
  readonly townHref?: (town: Town) => string;
  readonly townName?: (town: Town) => string;
  /** Says what the picture shows. */
  readonly label: string;
  /** "50 km". */
  readonly scaleText: (kilometres: number) => string;
}

const RINGS: readonly Ring[] = [...OUTLINES.FR, ...OUTLINES.ES];
const SCALES_KM = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const LONGEST_SCALE = MAP_WIDTH / 4;
const RINGS_AROUND = [1, 2, 3, 4, 5];

/**
 * A map that is all our own: outlines by hand, towns, numbered centres. With links it is a group of them, which the keyboard
 * reaches in the order of the list; without, a picture with a name.
 */
export function CentreMap(props: CentreMapProps) {
  const { pins, around = [], place, dots = [], leastKm, townHref, townName, label, scaleText } = props;
  const seen = [...pins.map(({ position }) => position), ...around, ...(place ? [place] : [])];
  const frame = frameOf(seen, leastKm);
  const spots = pins.map(({ position }) => frame.spotOf(position));
  const drawn = spreadPins(spots);
  const hasLinks = pins.some(({ href }) => href !== undefined) || townHref !== undefined;
  return (
    <svg
      viewBox={`0 0 ${MAP_WIDTH} ${MAP_HEIGHT}`}
      className="map"
      role={hasLinks ? "group" : "img"}
      aria-label={label}
    >
      <path className="map-land" d={RINGS.map((ring) => pathOf(ring, frame)).join("")} />
      {dots.length > 0 && <path className="map-dots" d={dotsOf(dots.map(frame.spotOf).filter(isSeen))} />}
      {place && <PlaceMark spot={frame.spotOf(place)} step={scaleKm(frame) / frame.kmAUnit} />}
      {townLabels(frame, drawn, props.mostTowns).map(({ town, spot, text }) => (
        <LinkWhere key={`${town.country} ${town.name}`} href={townHref?.(town)} name={townName?.(town)}>
          <circle className="map-town" cx={short(spot.x)} cy={short(spot.y)} r="3" />
          <text className="map-name" x={short(text.x)} y={short(text.y)}>
            {town.name}
          </text>
        </LinkWhere>
      ))}
      {pins.map(({ text, href, name }, index) => (
        <Pin key={text} spot={spots[index]} drawn={drawn[index]} {...{ text, href, name }} />
      ))}
      <Scale kilometres={scaleKm(frame)} kmAUnit={frame.kmAUnit} textOf={scaleText} />
    </svg>
  );
}

interface PinProps extends Omit<MapPin, "position"> {
  readonly spot: Spot | undefined;
  readonly drawn: Spot | undefined;
}

/** A pin that had to make room points to its spot. */
function Pin({ spot, drawn, text, href, name }: PinProps) {
  if (!spot || !drawn) return null;
  const [x, y] = [short(drawn.x), short(drawn.y)];
  return (
    <LinkWhere href={href} name={name}>
      {Math.hypot(drawn.x - spot.x, drawn.y - spot.y) > PIN_RADIUS / 2 && (
        <path className="map-lead" d={`M${x} ${y}L${short(spot.x)} ${short(spot.y)}`} />
      )}
      <circle className="map-pin" cx={x} cy={y} r={PIN_RADIUS} />
      <text className="map-number" x={x} y={short(drawn.y + 4)}>
        {text}
      </text>
    </LinkWhere>
  );
}

function LinkWhere({ href, name, children }: { href?: string; name?: string; children: ReactNode }) {
  if (href === undefined) return <g>{children}</g>;
  return (
    <a href={href} aria-label={name}>
      {children}
    </a>
  );
}

/** The place, with rings around it as far apart as the scale is long. */
function PlaceMark({ spot, step }: { spot: Spot; step: number }) {
  const [x, y] = [short(spot.x), short(spot.y)];
  return (
    <>
      {RINGS_AROUND.map((nth) => (
        <circle key={nth} className="map-ring" cx={x} cy={y} r={short(step * nth)} />
      ))}
      <circle className="map-place" cx={x} cy={y} r="7" />
      <circle className="map-place" cx={x} cy={y} r="1.5" />
    </>
  );
}

interface ScaleProps {
  readonly kilometres: number;
  readonly kmAUnit: number;
  readonly textOf: (kilometres: number) => string;
}

function Scale({ kilometres, kmAUnit, textOf }: ScaleProps) {
  const length = short(kilometres / kmAUnit);
  return (
    <g className="map-scale">
      <path d={`M10 ${MAP_HEIGHT - 16}v6h${length}v-6`} />
      <text x={16 + length} y={MAP_HEIGHT - 9}>
        {textOf(kilometres)}
      </text>
    </g>
  );
}

/** The longest round distance that is no longer on the map than a quarter of its width. */
function scaleKm({ kmAUnit }: Frame): number {
  return SCALES_KM.findLast((km) => km / kmAUnit <= LONGEST_SCALE) ?? 1;
}

function pathOf(ring: Ring, frame: Frame): string {
  const points = ring.map(([longitude, latitude]) => frame.spotOf({ longitude, latitude }));
  return `M${points.map(({ x, y }) => `${short(x)} ${short(y)}`).join("L")}Z`;
}

/** Lines of no length, whose round ends are the dots: one element for hundreds of centres. */
function dotsOf(spots: readonly Spot[]): string {
  return spots.map(({ x, y }) => `M${short(x)} ${short(y)}h0`).join("");
}

function short(value: number): number {
  return Math.round(value * 10) / 10;
}
