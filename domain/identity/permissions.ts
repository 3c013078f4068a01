/**
 * The one table of rights. Every loader, action and stream asks `isAllowed`; nothing else decides.
 * Pure, so that a page may hide what its user cannot do; the server decides all the same.
 */
export const ROLES = ["admin", "project_manager", "support", "client_admin", "approver", "viewer"] as const;
export type Role = (typeof ROLES)[number];

/** `admin` and `support`: neither id. `project_manager`: a project. The client roles: a client. */
export interface Membership {
  readonly role: Role;
  readonly clientId: number | null;
  readonly projectId: number | null;
}

/** What a right is asked on. A project always comes with its client. */
export type Subject =
  | { readonly kind: "platform" }
  | { readonly kind: "client"; readonly clientId: number }
  | { readonly kind: "project"; readonly clientId: number; readonly projectId: number };

export const STAFF_ROLES: readonly Role[] = ["admin", "project_manager", "support"];

const STAFF = STAFF_ROLES;
const EVERYBODY = ROLES;

/** Action: the roles that may do it, within the scope of their membership. */
export const PERMISSIONS = {
  // On a project
  "project.read": EVERYBODY,
  "machine.read": EVERYBODY,
  "machine.watch": EVERYBODY,
  /** Names and users of processes are for staff only. */
  "machine.processes": STAFF,
  "machine.manage": ["admin", "project_manager"],
  "application.manage": ["admin", "project_manager"],
  "contract.manage": ["admin", "project_manager"],
  "contact.manage": ["admin", "project_manager", "client_admin"],
  "project.manage": ["admin", "project_manager"],
  /** Marks on the time axis: deployments, campaigns, changes of prices. Everybody reads them. */
  "mark.write": ["admin", "project_manager", "support", "client_admin", "approver"],
  /** Those of others; one's own by "mark.write". */
  "mark.withdraw": STAFF,
  /** Their addresses, and the one inside that each may reach, are the provider's affair. */
  "check.read": STAFF,
  "check.manage": STAFF,
  /** Staff's word against the checks', and the answers to what clients contest. */
  "availability.reclassify": STAFF,
  "availability.contest": ["client_admin", "approver"],
  /** Opening, telling and closing incidents, and the notes among staff. Everybody reads the rest. */
  "incident.manage": STAFF,
  /** What strangers may read of the project's services, and in which words. */
  "status.manage": ["admin", "project_manager"],
  /** Everybody reads, opens, answers and follows their client's tickets; notes among staff are "ticket.work". */
  "ticket.read": EVERYBODY,
  "ticket.open": EVERYBODY,
  "ticket.reply": EVERYBODY,
  "ticket.work": STAFF,
  "article.read": EVERYBODY,
  "article.write": STAFF,
  "article.approve": ["admin", "project_manager"],
  "intervention.read": EVERYBODY,
  "intervention.plan": STAFF,
  /** Who is named in it may answer; naming is asked besides. */
  "intervention.answer": ["admin", "project_manager", "support", "client_admin", "approver"],
  "update.read": EVERYBODY,
  "capacity.read": EVERYBODY,
  /** Actions, their course, and how cautious dates are. */
  "capacity.plan": STAFF,
  /** The client's word on an action that is proposed. */
  "capacity.answer": ["client_admin", "approver"],
  /** Sales and campaigns that are expected. */
  "capacity.event": ["admin", "project_manager", "support", "client_admin", "approver"],
  "backup.read": EVERYBODY,
  "backup.manage": STAFF,
  /** To go without a backup of something, until a day. */
  "backup.accept": ["client_admin", "approver"],
  "consumption.read": EVERYBODY,
  /** What the contract charges. */
  "price.read": ["admin", "project_manager", "client_admin", "approver"],
  "price.manage": ["admin", "project_manager"],
  /** Published ones, and what lies before the client; drafts are "report.write". */
  "report.read": EVERYBODY,
  "report.write": ["admin", "project_manager"],
  "report.review": STAFF,
  "report.validate": ["client_admin", "approver"],
  /** Facts pinned for the report or the committee. */
  "pin.write": STAFF,
  /** The page as a chosen role of the client sees it. */
  "project.see-as": STAFF,

  // On a client
  "client.read": EVERYBODY,
  "client.users": ["admin", "client_admin"],
  "client.manage": ["admin"],

  // On the platform
  "wall.read": STAFF,
  "cockpit.read": ["admin", "project_manager"],
  /** Mails of unknown senders. */
  "mail.triage": ["admin", "support"],
  /** Calendars, teams, canned replies. */
  "desk.manage": ["admin", "support"],
  "parts.read": STAFF,
  "admin.read": STAFF,
  "user.manage": ["admin"],
  "role.manage": ["admin"],
  /** The list of machine roles, which staff extend. */
  "machine-role.manage": STAFF,
  "audit.read": ["admin"],
  "outbox.read": ["admin", "support"],
  "provider.manage": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof PERMISSIONS;

/** Whether one of the memberships gives the action on the subject. */
export function isAllowed(memberships: readonly Membership[], action: Action, subject: Subject): boolean {
  const roles: readonly Role[] = PERMISSIONS[action];
  return memberships.some((membership) => roles.includes(membership.role) && reaches(membership, subject));
}

/** Whether the subject exists at all for this user. Where it does not, the answer is the one of an absent id: 404. */
export function isVisible(memberships: readonly Membership[], subject: Subject): boolean {
  return memberships.some((membership) => reaches(membership, subject));
}

export function isStaff(memberships: readonly Membership[]): boolean {
  return memberships.some((membership) => STAFF_ROLES.includes(membership.role));
}

function reaches(membership: Membership, subject: Subject): boolean {
  switch (membership.role) {
    case "admin":
    case "support":
      return true;
    case "project_manager":
      return subject.kind === "platform" || (subject.kind === "project" && subject.projectId === membership.projectId);
    default:
      return subject.kind !== "platform" && subject.clientId === membership.clientId;
  }
}
