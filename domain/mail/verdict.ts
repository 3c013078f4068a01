import type { MailRefusal } from "./parsed.ts";

/** What was made of a mail. `triage` waits for somebody's decision; the last four joined nothing. */
export const MAIL_VERDICTS = ["joined", "opened", "triage", "automatic", "bounce", "loop", "refused"] as const;
export type MailVerdict = (typeof MAIL_VERDICTS)[number];

export const MAIL_REFUSALS = [
  "tooBig",
  "tooManyParts",
  "tooManyLevels",
  "headersTooLong",
  "tooSlow",
  "tooHeavy",
  "unreadable",
] as const satisfies readonly MailRefusal[];

/** Why a mail waits or was refused; each has its sentence under `mail:reasons`. */
export const MAIL_REASONS = [
  "unknownSender",
  /** Its address is that of an answer, and its sender is not whom that address was given to. */
  "otherSender",
  /** Whom the address was given to may no longer see the project. */
  "noLongerReader",
  /** Known, and of several projects: somebody has to say which. */
  "severalProjects",
  /** More tickets from one address than a person opens in an hour. */
  "tooMany",
  "ticketClosedToMail",
  "refusedSender",
  ...MAIL_REFUSALS,
] as const;
export type MailReason = (typeof MAIL_REASONS)[number];

/** Of one address, in an hour. */
export const MOST_OPENED = 10;
/**
 * How often we answer one address by ourselves: the end of every loop whose marks were lost on the way, soon where mails are
 * quick, within a day where they are slow.
 */
export const ANSWERS = [
  { most: 1, withinMinutes: 10 },
  { most: 5, withinMinutes: 24 * 60 },
] as const;
