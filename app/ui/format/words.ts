import type { Locale } from "#app/ui/locale.ts";

/**
 * The number and date habits of each language, written out. Intl is asked only for numeric parts in a time zone:
 * its texts differ between releases of ICU, and what the server wrote must be what the browser writes.
 */
export interface Habits {
  readonly decimal: string;
  readonly group: string;
  readonly percent: string;
  readonly byteUnits: readonly string[];
  readonly perSecond: string;
  readonly day: string;
  readonly months: readonly string[];
  readonly weekdays: readonly string[];
  /** `{}` stands for the duration. */
  readonly ago: string;
}

const NARROW = "\u202f";
const NO_BREAK = "\u00a0";

export const HABITS: Readonly<Record<Locale, Habits>> = {
  fr: {
    decimal: ",",
    group: NARROW,
    percent: `${NARROW}%`,
    byteUnits: ["o", "ko", "Mo", "Go", "To", "Po"],
    perSecond: "/s",
    day: "j",
    months: ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    weekdays: ["dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."],
    ago: `il y a${NO_BREAK}{}`,
  },
  en: {
    decimal: ".",
    group: ",",
    percent: "%",
    byteUnits: ["B", "kB", "MB", "GB", "TB", "PB"],
    perSecond: "/s",
    day: "d",
    months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    weekdays: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    ago: `{}${NO_BREAK}ago`,
  },
  es: {
    decimal: ",",
    group: NARROW,
    percent: `${NO_BREAK}%`,
    byteUnits: ["B", "kB", "MB", "GB", "TB", "PB"],
    perSecond: "/s",
    day: "d",
    months: ["ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sept", "oct", "nov", "dic"],
    weekdays: ["dom", "lun", "mar", "mié", "jue", "vie", "sáb"],
    ago: `hace${NO_BREAK}{}`,
  },
};

export const UNIT_SPACE = NO_BREAK;
