import { boolean, index, int, mysqlEnum, mysqlTable, text, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { clients } from "./clients.ts";
import { authId, epochMs, instant, reference, serialId } from "./columns.ts";
import { projects } from "./projects.ts";

/*
 * The eight tables of better-auth (user, session, account, verification, two_factor, passkey, sso_provider, rate_limit).
 * Their properties carry better-auth's names. Everything about clients, projects and rights is ours: memberships.
 */

export const user = mysqlTable("user", {
  id: authId("id").primaryKey(),
  name: varchar("name", { length: 190 }).notNull(),
  email: varchar("email", { length: 190 }).notNull().unique(),
  emailVerified: boolean("email_verified").notNull().default(false),
  image: text("image"),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
  twoFactorEnabled: boolean("two_factor_enabled").default(false),
  /** "fr", "en", "es", or null to follow the browser. */
  locale: varchar("locale", { length: 5 }),
  /** "light", "dark", or null to follow the system. */
  theme: varchar("theme", { length: 5 }),
  telephone: varchar("telephone", { length: 40 }),
  /** A demo login is refused on any address but loopback (TIMONERIE_DEMO=expose lifts that). */
  demo: boolean("demo").notNull().default(false),
  /** A locked user keeps everything but cannot sign in; whoever locked it stands in the audit. */
  lockedAt: instant("locked_at"),
});

export const session = mysqlTable(
  "session",
  {
    id: authId("id").primaryKey(),
    expiresAt: instant("expires_at").notNull(),
    token: varchar("token", { length: 190 }).notNull().unique(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    ipAddress: varchar("ip_address", { length: 64 }),
    userAgent: text("user_agent"),
    userId: authId("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
  },
  (table) => [index("session_user").on(table.userId)],
);

export const account = mysqlTable(
  "account",
  {
    id: authId("id").primaryKey(),
    accountId: varchar("account_id", { length: 190 }).notNull(),
    providerId: varchar("provider_id", { length: 190 }).notNull(),
    userId: authId("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    accessToken: text("access_token"),
    refreshToken: text("refresh_token"),
    idToken: text("id_token"),
    accessTokenExpiresAt: instant("access_token_expires_at"),
    refreshTokenExpiresAt: instant("refresh_token_expires_at"),
    scope: text("scope"),
    password: text("password"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [index("account_user").on(table.userId)],
);

export const verification = mysqlTable(
  "verification",
  {
    id: authId("id").primaryKey(),
    identifier: varchar("identifier", { length: 190 }).notNull(),
    value: text("value").notNull(),
    expiresAt: instant("expires_at").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (table) => [index("verification_identifier").on(table.identifier)],
);

export const twoFactor = mysqlTable(
  "two_factor",
  {
    id: authId("id").primaryKey(),
    secret: text("secret").notNull(),
    backupCodes: text("backup_codes").notNull(),
    userId: authId("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    verified: boolean("verified").default(true),
    failedVerificationCount: int("failed_verification_count").default(0),
    lockedUntil: instant("locked_until"),
  },
  (table) => [index("two_factor_user").on(table.userId)],
);

export const passkey = mysqlTable(
  "passkey",
  {
    id: authId("id").primaryKey(),
    name: varchar("name", { length: 190 }),
    publicKey: text("public_key").notNull(),
    userId: authId("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    credentialID: varchar("credential_id", { length: 500 }).notNull(),
    counter: int("counter").notNull(),
    deviceType: varchar("device_type", { length: 32 }).notNull(),
    backedUp: boolean("backed_up").notNull(),
    transports: varchar("transports", { length: 190 }),
    createdAt: instant("created_at"),
    aaguid: varchar("aaguid", { length: 64 }),
  },
  (table) => [index("passkey_user").on(table.userId), index("passkey_credential").on(table.credentialID)],
);

export const ssoProvider = mysqlTable("sso_provider", {
  id: authId("id").primaryKey(),
  issuer: varchar("issuer", { length: 500 }).notNull(),
  oidcConfig: text("oidc_config"),
  samlConfig: text("saml_config"),
  userId: authId("user_id").references(() => user.id, { onDelete: "cascade" }),
  providerId: varchar("provider_id", { length: 190 }).notNull().unique(),
  organizationId: authId("organization_id"),
  domain: varchar("domain", { length: 190 }).notNull(),
});

export const rateLimit = mysqlTable("rate_limit", {
  id: authId("id").primaryKey(),
  key: varchar("key", { length: 190 }).notNull().unique(),
  count: int("count").notNull(),
  lastRequest: epochMs("last_request").notNull(),
});

export const ROLES = ["admin", "project_manager", "support", "client_admin", "approver", "viewer"] as const;

/**
 * What a user may do, and where. `admin` and `support` work on the whole platform, a `project_manager` on a
 * project, the three client roles on a client. A revoked membership is deleted; the audit keeps who did it.
 */
export const memberships = mysqlTable(
  "memberships",
  {
    id: serialId(),
    userId: authId("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    role: mysqlEnum("role", ROLES).notNull(),
    clientId: reference("client_id").references(() => clients.id),
    projectId: reference("project_id").references(() => projects.id),
    /** "platform", "client:3" or "project:7": what makes a membership unique, as NULLs do not. */
    scope: varchar("scope", { length: 40 }).notNull(),
    grantedAt: instant("granted_at").notNull(),
    grantedBy: authId("granted_by"),
  },
  (table) => [uniqueIndex("membership_once").on(table.userId, table.role, table.scope)],
);

/** An invitation is mailed, opened once, and makes the user with its membership. Only the token's hash is kept. */
export const invitations = mysqlTable("invitations", {
  id: serialId(),
  email: varchar("email", { length: 190 }).notNull(),
  name: varchar("name", { length: 190 }).notNull().default(""),
  locale: varchar("locale", { length: 5 }),
  role: mysqlEnum("role", ROLES).notNull(),
  clientId: reference("client_id").references(() => clients.id),
  projectId: reference("project_id").references(() => projects.id),
  tokenHash: varchar("token_hash", { length: 64 }).notNull().unique(),
  createdAt: instant("created_at").notNull(),
  createdBy: authId("created_by"),
  expiresAt: instant("expires_at").notNull(),
  acceptedAt: instant("accepted_at"),
  withdrawnAt: instant("withdrawn_at"),
});

/** Failed sign-ins per account, beside better-auth's limiter per address. */
export const signInFailures = mysqlTable("sign_in_failures", {
  email: varchar("email", { length: 190 }).primaryKey(),
  failures: int("failures").notNull(),
  lastAt: instant("last_at").notNull(),
  lockedUntil: instant("locked_until"),
});

/** When a user last looked at a project's home, so that it can begin with what changed since. */
export const projectVisits = mysqlTable(
  "project_visits",
  {
    id: serialId(),
    userId: authId("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    projectId: reference("project_id")
      .notNull()
      .references(() => projects.id),
    /** Start of the visit under way; a visit ends after 30 minutes without a page. */
    startedAt: instant("started_at").notNull(),
    seenAt: instant("seen_at").notNull(),
    /** End of the visit before: "since your last visit" starts here. */
    previousSeenAt: instant("previous_seen_at"),
  },
  (table) => [uniqueIndex("visit_once").on(table.userId, table.projectId)],
);
