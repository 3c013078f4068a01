import type { PageClass } from "../series.ts";
import type { FactorFinding } from "../verdict.ts";

/** Numbers ready to be printed. */
export interface Range {
  readonly orders: string;
  readonly count: number;
  readonly low: string;
  readonly high: string;
}

/** What a language says of the shop's sales. */
export interface Words {
  readonly semicolon: string;
  readonly factor: Readonly<Record<FactorFinding["factor"], string>>;
  readonly page: Readonly<Record<PageClass, string>>;
  counted(range: Range): string;
  fallen(since: string, counted: string): string;
  readonly nothingMoved: string;
  moved(list: string): string;
  steady(list: string): string;
  unknown(list: string): string;
  visitsMoved(value: string, usual: string): string;
  conversionMoved(value: string, usual: string): string;
  paymentMoved(value: string, usual: string): string;
  latencyMoved(page: string, value: string, usual: string): string;
  readonly downPartly: string;
  down(since: string): string;
  recovered(at: string, since: string): string;
  readonly neverHeard: string;
  silent(at: string): string;
  readonly tooLittleHistory: string;
  readonly tooFew: string;
  selling(range: Range, minutes: number): string;
  above(range: Range, minutes: number): string;
}
