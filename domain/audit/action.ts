/**
 * What is kept in the audit: of each concept its verbs, as people read them in "machine.rename". An action that is not
 * here does not compile, and each one here has words in every language (`admin:audit.actions`).
 */
export const AUDIT_VERBS = {
  "api-token": ["issue", "revoke"],
  application: ["add", "change", "retire"],
  article: ["write", "submit", "return", "approve", "archive", "reopen", "file", "review", "mark-stale", "link"],
  "article-category": ["add"],
  availability: ["reclassify", "contest", "answer"],
  "backup-gap": ["accept", "withdraw"],
  "backup-job": ["add", "change", "retire", "resume"],
  "backup-key": ["issue", "revoke"],
  "capacity-action": ["propose", "change", "answer", "plan", "finish", "drop", "measure"],
  "capacity-event": ["expect", "change", "withdraw"],
  "canned-reply": ["add", "change", "remove"],
  calendar: ["add", "change", "set-hours", "ask-feed"],
  "capacity-settings": ["change"],
  check: ["add", "edit", "run"],
  client: ["create", "change", "retire"],
  contact: ["add", "change", "remove"],
  "desk-terms": ["agree", "withdraw"],
  incident: ["open", "tell", "recover", "close"],
  freeze: ["add", "remove"],
  intervention: [
    "plan",
    "change",
    "submit",
    "answer",
    "delegate",
    "announce",
    "start",
    "finish",
    "roll-back",
    "cancel",
    "renew-feed",
  ],
  "intervention-template": ["add", "approve", "remove"],
  invitation: ["send", "withdraw", "accept"],
  mail: ["open", "join", "dismiss"],
  machine: ["add", "change", "rename", "retire", "enrol", "issue-enrolment", "revoke-token"],
  "machine-role": ["add", "change", "remove"],
  mark: ["record", "withdraw"],
  membership: ["grant", "revoke"],
  pin: ["put", "take-off"],
  pool: ["agree", "withdraw"],
  price: ["agree", "withdraw"],
  project: ["create", "change", "retire"],
  provider: ["change"],
  "recovery-terms": ["agree", "withdraw"],
  "restore-test": ["record"],
  report: ["draft", "edit", "arrange", "submit", "return", "send", "comment", "validate", "publish", "correct", "read"],
  quota: ["agree", "withdraw"],
  session: ["open", "close", "revoke-all", "see-as", "see-as-oneself"],
  status_page: ["edit"],
  team: ["add", "rename", "set-members", "remove"],
  terms: ["agree", "withdraw"],
  ticket: ["open", "change", "merge", "split", "rate"],
  user: [
    "lock",
    "unlock",
    "change-profile",
    "change-password",
    "enable-two-factor",
    "disable-two-factor",
    "renew-recovery-codes",
    "remove-passkey",
  ],
} as const;

type Concept = keyof typeof AUDIT_VERBS;

export type AuditVerb<Of extends Concept> = (typeof AUDIT_VERBS)[Of][number];

/** concept.verb: "machine.rename". */
export type AuditAction = { [Of in Concept]: `${Of}.${AuditVerb<Of>}` }[Concept];
