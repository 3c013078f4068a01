import { type Action, isAllowed, type Membership } from "#domain/identity/permissions.ts";

/** Of which clients' articles something is allowed. */
export type Clients = "all" | readonly number[];

/** What somebody may do in the knowledge base, out of the table of rights. */
export interface KnowledgeReader {
  readonly userId: string;
  /** Reads what is for staff, and drafts. */
  readonly isStaff: boolean;
  /** Whose articles they read once published, or at once as staff. */
  readonly reads: Clients;
  /** Whose articles they write; those for staff and for all clients, if they are staff. */
  readonly writes: Clients;
  readonly approves: Clients;
  /** Those for staff and for all clients. */
  readonly approvesShared: boolean;
}

/** The client that a project is of. */
export interface Place {
  readonly id: number;
  readonly clientId: number;
}

/** No client has this id: only who reaches every client reaches it. */
const ANY_CLIENT = 0;

/** `places` are the projects that the memberships make visible. */
export function knowledgeReader(
  userId: string,
  memberships: readonly Membership[],
  places: readonly Place[],
): KnowledgeReader {
  const clients = (action: Action): Clients => {
    if (isAllowed(memberships, action, { kind: "client", clientId: ANY_CLIENT })) return "all";
    const allowed = places.filter(({ id, clientId }) =>
      isAllowed(memberships, action, { kind: "project", clientId, projectId: id }),
    );
    // A client whose projects are all retired still has its articles.
    const own = memberships.flatMap(({ clientId }) =>
      clientId !== null && isAllowed(memberships, action, { kind: "client", clientId }) ? [clientId] : [],
    );
    return [...new Set([...allowed.map(({ clientId }) => clientId), ...own])];
  };
  return {
    userId,
    isStaff: isAllowed(memberships, "article.write", { kind: "platform" }),
    reads: clients("article.read"),
    writes: clients("article.write"),
    approves: clients("article.approve"),
    approvesShared: isAllowed(memberships, "article.approve", { kind: "platform" }),
  };
}

export function isAmong(clients: Clients, clientId: number): boolean {
  return clients === "all" || clients.includes(clientId);
}

export function mayWrite(reader: KnowledgeReader, clientId: number | null): boolean {
  return reader.isStaff && (clientId === null || isAmong(reader.writes, clientId));
}

export function mayApprove(reader: KnowledgeReader, clientId: number | null): boolean {
  return clientId === null ? reader.approvesShared : isAmong(reader.approves, clientId);
}
