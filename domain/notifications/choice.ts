/** What a user is told of, by topic, and how: pure, so that pages may show it. */

export const NOTICE_TOPICS = [
  "tickets",
  "interventions",
  "incidents",
  "knowledge",
  "updates",
  "capacity",
  "reports",
  "backups",
] as const;
export type NoticeTopic = (typeof NOTICE_TOPICS)[number];

/** By a mail of its own, in the morning's mail with all else that was not read, or on the page of notices only. */
export const NOTICE_MAILS = ["at_once", "digest", "never"] as const;
export type NoticeMail = (typeof NOTICE_MAILS)[number];

/** What holds until a user chooses: what cannot wait comes at once. */
export const USUAL_MAIL: Readonly<Record<NoticeTopic, NoticeMail>> = {
  tickets: "at_once",
  interventions: "at_once",
  incidents: "at_once",
  knowledge: "digest",
  updates: "digest",
  capacity: "digest",
  reports: "digest",
  backups: "at_once",
};

const CONCEPTS: Readonly<Record<string, NoticeTopic>> = {
  ticket: "tickets",
  intervention: "interventions",
  incident: "incidents",
  article: "knowledge",
  update: "updates",
  capacity: "capacity",
  report: "reports",
  backup: "backups",
};

/** The topic of "ticket.replied"; null for a kind of which this program knows nothing. */
export function topicOf(kind: string): NoticeTopic | null {
  const concept = kind.split(".", 1)[0] ?? "";
  return Object.hasOwn(CONCEPTS, concept) ? (CONCEPTS[concept] ?? null) : null;
}

/** What staff tell each other: whoever is of the client by now is not shown it any more. */
export const STAFF_KINDS = [
  "ticket.noted",
  "ticket.clock-warned",
  "ticket.clock-breached",
  "report.noted",
  "backup.missed",
  "backup.failed",
  "backup.shrunk",
  "backup.recovered",
] as const;
