import type { Pool, ResultSetHeader, RowDataPacket } from "mysql2/promise";

import { indexedWords } from "#domain/tickets/words.ts";

import { chance, saying, subjectOf } from "./sayings.ts";

const DAY_MS = 86_400_000;
const YEARS = 3;
/** As a desk is: most is done. */
const OPEN_SHARE = 0.05;
const TICKETS_A_STATEMENT = 500;
const TICKETS_A_COMMIT = 5_000;
const OPEN_STATES = ["new", "open", "open", "waiting_client", "waiting_third"];
const TAGS = ["paiement", "base", "livraison", "mémoire", "certificat"];
/** The assignees of the demo, and nobody. */
const STAFF = ["demo-support", "demo-pm", "demo-admin", null];

interface Sizes {
  readonly tickets: number;
  /** Of a ticket: its messages, of which one in five is a note. */
  readonly messages: number;
}

/**
 * Fills the desk as after three years: tickets of every project (the first projects have most), their threads, tags,
 * machines and words. Rows as the commands write them, in bulk.
 */
export async function loadTickets(pool: Pool, { tickets, messages }: Sizes, now: number): Promise<void> {
  const [projects] = await pool.query<RowDataPacket[]>("SELECT id FROM projects ORDER BY id");
  const [machines] = await pool.query<RowDataPacket[]>("SELECT id, project_id AS projectId FROM machines");
  const ids = projects.map(({ id }) => Number(id));
  const machineOf = new Map(machines.map(({ id, projectId }) => [Number(projectId), Number(id)]));
  const [known] = await pool.query<RowDataPacket[]>("SELECT coalesce(max(id), 0) AS id FROM tickets");
  const before = Number(known[0]?.id);
  const random = chance(5);
  const connection = await pool.getConnection();
  try {
    for (let first = 1; first <= tickets; first += TICKETS_A_STATEMENT) {
      if (first % TICKETS_A_COMMIT === 1) await connection.query("START TRANSACTION");
      const rows: Rows = { tickets: [], entries: [], words: [], tags: [], machines: [] };
      const last = Math.min(tickets, first + TICKETS_A_STATEMENT - 1);
      for (let id = first; id <= last; id += 1) {
        const projectId = ids[Math.floor(random() ** 2 * ids.length)] ?? 1;
        const age = ((tickets - id) / tickets) * YEARS * 365 * DAY_MS;
        add(
          rows,
          { id: before + id, projectId, machineId: machineOf.get(projectId), at: now - age - DAY_MS, messages },
          random,
        );
      }
      await insertAll(connection, rows);
      if (last === tickets || last % TICKETS_A_COMMIT === 0) await connection.query("COMMIT");
    }
  } finally {
    connection.release();
  }
  await pool.query("ANALYZE TABLE tickets, ticket_entries, ticket_words, ticket_tags, ticket_machines");
}

interface Rows {
  readonly tickets: unknown[][];
  readonly entries: unknown[][];
  readonly words: unknown[][];
  readonly tags: unknown[][];
  readonly machines: unknown[][];
}

interface Loaded {
  readonly id: number;
  readonly projectId: number;
  readonly machineId: number | undefined;
  /** Epoch milliseconds of the first message. */
  readonly at: number;
  readonly messages: number;
}

function add(rows: Rows, { id, projectId, machineId, at, messages }: Loaded, random: () => number): void {
  const subject = subjectOf(random, id);
  const said = Array.from({ length: messages }, (_message, index) => ({
    text: saying(random, 25 + Math.floor(random() * 40)),
    isPublic: index % 5 !== 3,
    side: index % 2 === 0 ? "client" : "staff",
    at: new Date(at + (index * DAY_MS) / messages),
  }));
  for (const { text, isPublic, side, at: when } of said) {
    const author = side === "client" ? ["demo-viewer", "Marc Delorme"] : ["demo-support", "Sofiane Amrani"];
    rows.entries.push([id, when, isPublic ? "message" : "note", isPublic, text, side, ...author]);
  }
  const last = said.at(-1)?.at ?? new Date(at);
  const isOpen = random() < OPEN_SHARE;
  const state = isOpen ? OPEN_STATES[id % OPEN_STATES.length] : id % 3 === 0 ? "resolved" : "closed";
  const ended = isOpen ? null : last;
  rows.tickets.push([
    ...[id, projectId, "incident", subject, state, "medium", "medium", 1 + (id % 4), "page"],
    ...["demo-viewer", "Marc Delorme", "client", STAFF[id % STAFF.length] ?? null],
    ...[new Date(at), last, last, id % 2 === 0 ? "client" : "staff", ended, state === "closed" ? last : null],
  ]);
  const publicly = said.filter(({ isPublic }) => isPublic).map(({ text }) => text);
  const everything = said.map(({ text }) => text);
  rows.words.push([id, indexedWords([subject, ...publicly]), indexedWords([subject, ...everything])]);
  if (id % 3 === 0) rows.tags.push([id, TAGS[id % TAGS.length]]);
  if (machineId !== undefined && id % 2 === 0) rows.machines.push([id, machineId]);
}

type Asking = { query: Pool["query"] };

async function insertAll(connection: Asking, rows: Rows): Promise<void> {
  const into: readonly (readonly [string, readonly unknown[][]])[] = [
    [
      "tickets (id, project_id, kind, subject, state, impact, urgency, priority, source, requester_id, requester_name, requester_side, assignee_id, created_at, last_entry_at, last_public_at, last_public_side, resolved_at, closed_at)",
      rows.tickets,
    ],
    ["ticket_entries (ticket_id, at, kind, is_public, text, side, author_id, author_name)", rows.entries],
    ["ticket_words (ticket_id, public_text, full_text)", rows.words],
    ["ticket_tags (ticket_id, tag)", rows.tags],
    ["ticket_machines (ticket_id, machine_id)", rows.machines],
  ];
  for (const [columns, values] of into) {
    if (values.length > 0) await connection.query<ResultSetHeader>(`INSERT INTO ${columns} VALUES ?`, [values]);
  }
}
