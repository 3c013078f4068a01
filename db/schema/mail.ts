import { boolean, index, int, mediumtext, mysqlEnum, mysqlTable, uniqueIndex, varchar } from "drizzle-orm/mysql-core";

import { authId, binaryText, instant, jsonText, reference, serialId } from "./columns.ts";
import { projects } from "./projects.ts";
import { tickets } from "./tickets.ts";

export const MAIL_VERDICTS = ["joined", "opened", "triage", "automatic", "bounce", "loop", "refused"] as const;
export const MAIL_DECISIONS = ["opened", "joined", "spam", "kept"] as const;

/** A mail that came for the desk, and what was made of it. Written in the transaction that joins it to a ticket. */
export const inboundMails = mysqlTable(
  "inbound_mails",
  {
    id: serialId(),
    /** Of its Message-ID and its content: the same mail, by whichever way and however often it comes, is one row. */
    onceKey: binaryText("once_key", { length: 64 }).notNull().unique(),
    /** How often it came again. */
    copies: int("copies").notNull().default(0),
    receivedAt: instant("received_at").notNull(),
    via: mysqlEnum("via", ["imap", "smtp"]).notNull(),
    verdict: mysqlEnum("verdict", MAIL_VERDICTS).notNull(),
    /** Why: a code of domain/mail/verdict.ts. */
    reason: varchar("reason", { length: 40 }),
    messageId: varchar("message_id", { length: 190 }),
    /** What its sender claims. */
    fromAddress: varchar("from_address", { length: 260 }).notNull(),
    fromName: varchar("from_name", { length: 190 }).notNull(),
    /** The address of ours that it came to. */
    toAddress: varchar("to_address", { length: 260 }).notNull(),
    subject: varchar("subject", { length: 300 }).notNull(),
    text: mediumtext("text").notNull(),
    /** As it was sent: cleaned each time it is shown. */
    html: mediumtext("html"),
    /** Files that were not kept, and why. */
    refusedFiles: jsonText<{ name: string; reason: string }[]>("refused_files").notNull(),
    sizeBytes: int("size_bytes").notNull(),
    /** Of the ticket that it belongs to; of a mail in triage, that it may belong to. */
    projectId: reference("project_id").references(() => projects.id),
    ticketId: reference("ticket_id").references(() => tickets.id),
    /** Who staff says decided, of a mail that waited. */
    decision: mysqlEnum("decision", MAIL_DECISIONS),
    decidedAt: instant("decided_at"),
    decidedById: authId("decided_by_id"),
    decidedByName: varchar("decided_by_name", { length: 190 }),
  },
  (table) => [
    index("inbound_waiting").on(table.verdict, table.decidedAt, table.id),
    index("inbound_ticket").on(table.ticketId),
    index("inbound_sender").on(table.fromAddress, table.receivedAt),
  ],
);

/** A file of a mail that waits for somebody's decision; its bytes lie in the data directory under their hash. */
export const inboundMailFiles = mysqlTable(
  "inbound_mail_files",
  {
    id: serialId(),
    mailId: reference("mail_id")
      .notNull()
      .references(() => inboundMails.id, { onDelete: "cascade" }),
    name: varchar("name", { length: 190 }).notNull(),
    sizeBytes: int("size_bytes").notNull(),
    sha256: binaryText("sha256", { length: 64 }).notNull(),
  },
  (table) => [index("inbound_file_mail").on(table.mailId), index("inbound_file_hash").on(table.sha256)],
);

/** To whom a ticket's mails were sent: the address that their answers go to names the row, and is signed. */
export const ticketReaders = mysqlTable(
  "ticket_readers",
  {
    id: serialId(),
    ticketId: reference("ticket_id")
      .notNull()
      .references(() => tickets.id),
    /** Null for whoever has no login. */
    userId: authId("user_id"),
    /** Where the mails went, in small letters. */
    address: varchar("address", { length: 190 }).notNull(),
    since: instant("since").notNull(),
  },
  (table) => [uniqueIndex("ticket_reader_once").on(table.ticketId, table.address)],
);

/** What staff said of an address: its mails open tickets of a project, or are refused. */
export const mailSenders = mysqlTable("mail_senders", {
  id: serialId(),
  /** In small letters. */
  address: varchar("address", { length: 260 }).notNull().unique(),
  projectId: reference("project_id").references(() => projects.id),
  isRefused: boolean("is_refused").notNull().default(false),
  saidAt: instant("said_at").notNull(),
  saidById: authId("said_by_id"),
  saidByName: varchar("said_by_name", { length: 190 }).notNull(),
});
