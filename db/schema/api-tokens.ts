import { index, mysqlTable, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { authId, bytes, instant, jsonText, serialId } from "./columns.ts";
import { user } from "./identity.ts";

/** Bearer tokens of users for the public API: 256 random bits, of which only the SHA-256 is kept, compared as bytes. */
export const apiTokens = mysqlTable(
  "api_tokens",
  {
    id: serialId(),
    userId: authId("user_id")
      .notNull()
      .references(() => user.id, { onDelete: "cascade" }),
    name: varchar("name", { length: 80 }).notNull(),
    tokenHash: bytes("token_hash", { length: 32 }).notNull(),
    /** Names of domain/api-tokens/scopes.ts. */
    scopes: jsonText<string[]>("scopes").notNull(),
    /** Ids of the only projects that it reaches; null for all that its user reaches. */
    projectIds: jsonText<number[]>("project_ids"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /** Written at most once a minute. */
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
    revokedBy: authId("revoked_by"),
  },
  (table) => [uniqueIndex("api_token_hash").on(table.tokenHash), index("api_token_user").on(table.userId)],
);
