import { UNIT_SPACE } from "#app/ui/format/words.ts";
import type { Format } from "#app/ui/format.ts";
import type { Meter } from "#domain/consumption/prices.ts";

/** A month's volume: of terabytes one decimal more than elsewhere, since what is charged and what is expected differ by less. */
export function volumeText(format: Format, bytes: number): string {
  const { unit } = format.bytesQuantity(bytes);
  return bytes >= 9.95e12 && bytes < 1e15
    ? `${format.number(bytes / 1e12, 1)}${UNIT_SPACE}${unit}`
    : format.bytes(bytes);
}

/** Money as the language writes it; `cents` hundredths of the currency. */
export function money({ locale }: Pick<Format, "locale">, cents: number, currency: string): string {
  return new Intl.NumberFormat(locale, { style: "currency", currency }).format(cents / 100);
}

/** A unit price has more decimals than an amount: as many as it needs, from two to six. */
export function unitPrice({ locale }: Pick<Format, "locale">, price: number, currency: string): string {
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 6 };
  return new Intl.NumberFormat(locale, { style: "currency", currency, ...digits }).format(price);
}

/** A quantity of a statement with all the decimals that it is charged with. */
export function meteredQuantity(format: Format, meter: Meter, quantity: number): string {
  if (meter === "fixed") return format.number(quantity);
  const decimals = Number.isInteger(quantity) ? 0 : Math.min(3, String(quantity).split(".")[1]?.length ?? 0);
  return `${format.number(quantity, decimals)}${UNIT_SPACE}${unitOf(format, meter)}`;
}

function unitOf({ locale }: Format, meter: Meter): string {
  const gigabytes = locale === "fr" ? "Go" : "GB";
  switch (meter) {
    case "bandwidth_p95":
      return "Mbit/s";
    case "vcpu_hours":
      return "h";
    case "memory_hours":
    case "disk_hours":
      return `${gigabytes}·h`;
    default:
      return gigabytes;
  }
}

/** Hours of something reserved: whole ones, with its unit. */
export function heldText(format: Format, hours: number | null, meter: Meter): string {
  return hours === null ? "–" : `${format.number(hours)}${UNIT_SPACE}${unitOf(format, meter)}`;
}
