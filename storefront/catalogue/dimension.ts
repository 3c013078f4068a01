export interface Size {
  /** Section width in millimetres. */
  readonly width: number;
  /** Sidewall in per cent of the width. */
  readonly ratio: number;
  /** Of the rim, in inches. */
  readonly diameter: number;
}

export interface Dimension extends Size {
  readonly loadIndex?: number;
  readonly speed?: string;
}

/** Speed symbols from slow to fast. H was added late and stands between U and V. */
export const SPEEDS = ["Q", "R", "S", "T", "U", "H", "V", "W", "Y"] as const;

const KILOMETRES_PER_HOUR: Record<string, number> = {
  Q: 160,
  R: 170,
  S: 180,
  T: 190,
  U: 200,
  H: 210,
  V: 240,
  W: 270,
  Y: 300,
};

/** The highest speed of a symbol in km/h; undefined for a symbol that cars' tyres do not bear. */
export function topSpeed(symbol: string): number | undefined {
  return KILOMETRES_PER_HOUR[symbol];
}

/** Whether a tyre's symbol allows at least the speed of another. */
export function isAsFast(symbol: string, least: string): boolean {
  return (topSpeed(symbol) ?? 0) >= (topSpeed(least) ?? 0);
}

/** Whole kilogrammes that a tyre of a load index bears, from 60 to 125 (ETRTO); undefined outside. */
export function loadInKilogrammes(index: number): number | undefined {
  return Number.isInteger(index) ? LOADS[index - 60] : undefined;
}

const LOADS = [
  250, 257, 265, 272, 280, 290, 300, 307, 315, 325, 335, 345, 355, 365, 375, 387, 400, 412, 425, 437, 450, 462, 475,
  487, 500, 515, 530, 545, 560, 580, 600, 615, 630, 650, 670, 690, 710, 730, 750, 775, 800, 825, 850, 875, 900, 925,
  950, 975, 1000, 1030, 1060, 1090, 1120, 1150, 1180, 1215, 1250, 1285, 1320, 1360, 1400, 1450, 1500, 1550, 1600, 1650,
];

const DIMENSION =
  /(?<![\p{L}\d])(?:P)?(\d{3})\s*[/\-.,x]?\s*(\d{2})\s*[/\-.,]?\s*(?:Z?R)?\s*[/\-.,]?\s*(\d{2})(?!\d{3,})(?:\s*C(?![\p{L}]))?(?:[\s,/-]*\(?(\d{2,3})(?:\/\d{2,3})?\s*([QRSTUHVWY])(?![\p{L}])\)?)?(?![\d])/iu;

/** "205/55 R16 91V", "2055516", "205 55 ZR 16 (91Y)"; undefined where the text is no dimension of a car's tyre. */
export function parseDimension(text: string): Dimension | undefined {
  const found = findDimension(text);
  return found && /^[\s.,]*$/.test(found.rest) ? found.dimension : undefined;
}

/** The first dimension in what somebody typed, and what is left of the text without it. */
export function findDimension(text: string): { readonly dimension: Dimension; readonly rest: string } | undefined {
  const match = DIMENSION.exec(text);
  if (!match) return undefined;
  const [all, width, ratio, diameter, load, speed] = match;
  const size = { width: Number(width), ratio: Number(ratio), diameter: Number(diameter) };
  if (!isSize(size)) return undefined;
  const rest = `${text.slice(0, match.index)} ${text.slice(match.index + all.length)}`.replace(/\s+/g, " ").trim();
  const loadIndex = load === undefined ? undefined : Number(load);
  if (loadIndex === undefined || speed === undefined) return { dimension: size, rest };
  if (loadInKilogrammes(loadIndex) === undefined) return undefined;
  return { dimension: { ...size, loadIndex, speed: speed.toUpperCase() }, rest };
}

/** Widths go by tens from 105, ratios by fives; rims of cars are 12 to 24 inches. */
function isSize({ width, ratio, diameter }: Size): boolean {
  return (
    width >= 105 && width <= 355 && width % 10 === 5 && ratio >= 25 && ratio <= 85 && ratio % 5 === 0 && isRim(diameter)
  );
}

function isRim(inches: number): boolean {
  return inches >= 12 && inches <= 24;
}

/** "205/55 R16". */
export function sizeText({ width, ratio, diameter }: Size): string {
  return `${width}/${ratio} R${diameter}`;
}

/** "205/55 R16 91V", or without load and speed where they are not known. */
export function dimensionText(dimension: Dimension): string {
  const { loadIndex, speed } = dimension;
  return loadIndex === undefined ? sizeText(dimension) : `${sizeText(dimension)} ${loadIndex}${speed ?? ""}`;
}
