import { type Dimension, parseDimension } from "./dimension.ts";

/**
 * The dimensions that the shop keeps, with the loads and speeds in which they are commonly made, most wanted first. The
 * share is how many of a brand's lines come in it.
 */
const KEPT: readonly (readonly [share: number, dimensions: string])[] = [
  [
    1,
    "205/55 R16 91V, 205/55 R16 94W, 195/65 R15 91H, 195/65 R15 95T, 185/65 R15 88T, 185/65 R15 92H, 195/55 R16 87H, 195/55 R16 91V, 225/45 R17 91Y, 225/45 R17 94W, 175/65 R14 82T, 175/65 R14 86T, 205/60 R16 92H, 205/60 R16 96V, 215/60 R17 96H, 225/40 R18 92Y, 235/45 R18 98W, 215/55 R17 94V, 215/55 R17 98W, 225/50 R17 98W",
  ],
  [
    0.94,
    "165/70 R14 81T, 165/65 R14 79T, 165/65 R15 81T, 175/70 R14 84T, 185/60 R14 82H, 185/60 R15 84T, 185/60 R15 88H, 185/55 R15 82V, 195/50 R15 82V, 195/60 R15 88H, 205/65 R15 94H, 195/45 R16 84V, 205/45 R16 83V, 215/55 R16 93V, 215/65 R16 98H, 225/55 R16 95W, 205/50 R17 93W, 205/45 R17 88W, 215/50 R17 95W, 215/45 R17 91W, 225/55 R17 101W, 225/65 R17 102H, 235/55 R17 99V, 235/65 R17 104H",
  ],
  [
    0.88,
    "155/65 R14 75T, 155/70 R13 75T, 165/60 R15 77H, 215/50 R18 92W, 215/55 R18 99V, 225/45 R18 95Y, 225/55 R18 98V, 225/60 R18 100H, 235/40 R18 95Y, 235/50 R18 97V, 235/55 R18 100V, 235/60 R18 103V, 245/40 R18 97Y, 245/45 R18 100Y, 255/35 R18 94Y, 205/55 R19 97V, 225/45 R19 96W, 235/35 R19 91Y, 235/45 R19 99V, 235/50 R19 103V, 235/55 R19 105W, 245/45 R19 102Y, 255/40 R19 100Y, 255/50 R19 107W",
  ],
  [
    0.8,
    "225/40 R19 93Y, 245/40 R19 98Y, 255/35 R19 96Y, 275/35 R19 100Y, 195/55 R20 95H, 235/45 R20 100W, 245/40 R20 99Y, 245/45 R20 103W, 255/45 R20 105W, 265/50 R20 111W, 275/40 R20 106Y, 275/45 R20 110Y, 275/45 R21 110Y, 285/40 R21 109Y, 315/35 R20 110Y",
  ],
];

export interface KeptDimension extends Required<Dimension> {
  readonly share: number;
}

export const KEPT_DIMENSIONS: readonly KeptDimension[] = KEPT.flatMap(([share, dimensions]) =>
  dimensions.split(", ").map((text) => {
    const dimension = parseDimension(text);
    if (dimension?.loadIndex === undefined || !dimension.speed) throw new Error(`${text} is no whole dimension`);
    return { ...dimension, loadIndex: dimension.loadIndex, speed: dimension.speed, share };
  }),
);
