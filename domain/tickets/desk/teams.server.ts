import { asc, count, eq } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { user } from "#db/schema/identity.ts";
import { teamMembers, teams, tickets } from "#db/schema/tickets.ts";
import { type Actor, recordAudit } from "#domain/audit/record.server.ts";
import { staffReaders } from "#domain/identity/readers.server.ts";

export interface Team {
  readonly id: number;
  readonly name: string;
  /** Of all times: a team that ever had one stays. */
  readonly tickets: number;
  /** By name. */
  readonly members: readonly TeamMember[];
}

export interface TeamMember {
  readonly id: string;
  readonly name: string;
}

/** Who takes tickets together, by name. */
export async function teamList(db: Database): Promise<Team[]> {
  const [list, members] = await Promise.all([
    db
      .select({ id: teams.id, name: teams.name, tickets: count(tickets.id) })
      .from(teams)
      .leftJoin(tickets, eq(tickets.teamId, teams.id))
      .groupBy(teams.id)
      .orderBy(asc(teams.name)),
    db
      .select({ teamId: teamMembers.teamId, id: user.id, name: user.name })
      .from(teamMembers)
      .innerJoin(user, eq(user.id, teamMembers.userId))
      .orderBy(asc(user.name), asc(user.id)),
  ]);
  return list.map((team) => ({
    ...team,
    members: members.filter(({ teamId }) => teamId === team.id).map(({ id, name }) => ({ id, name })),
  }));
}

/** Says who is of a team, whole: only staff can be. */
export async function setTeamMembers(
  db: Database,
  actor: Actor,
  { id, memberIds }: { readonly id: number; readonly memberIds: readonly string[] },
  now = new Date(),
): Promise<{ set: true } | { refused: "notFound" }> {
  return db.transaction(async (tx) => {
    const [team] = await tx.select().from(teams).where(eq(teams.id, id)).for("update");
    const staff = await staffReaders(tx);
    const members = staff.filter((one) => memberIds.includes(one.id));
    if (!team || members.length !== new Set(memberIds).size) return { refused: "notFound" };
    await tx.delete(teamMembers).where(eq(teamMembers.teamId, id));
    if (members.length > 0) {
      await tx.insert(teamMembers).values(members.map(({ id: userId }) => ({ teamId: id, userId })));
    }
    const subject = { type: "team", id, name: team.name };
    const detail = { members: members.map(({ name }) => name) };
    await recordAudit(tx, actor, { action: "team.set-members", subject, detail }, now);
    return { set: true };
  });
}

export async function addTeam(
  db: Database,
  actor: Actor,
  name: string,
  now = new Date(),
): Promise<{ id: number } | { refused: "nameTaken" }> {
  return db.transaction(async (tx) => {
    if (await isTaken(tx, name)) return { refused: "nameTaken" };
    const [{ insertId: id }] = await tx.insert(teams).values({ name });
    await recordAudit(tx, actor, { action: "team.add", subject: { type: "team", id, name } }, now);
    return { id };
  });
}

export async function renameTeam(
  db: Database,
  actor: Actor,
  { id, name }: { readonly id: number; readonly name: string },
  now = new Date(),
): Promise<{ renamed: true } | { refused: "notFound" | "nameTaken" }> {
  return db.transaction(async (tx) => {
    const [team] = await tx.select().from(teams).where(eq(teams.id, id)).for("update");
    if (!team) return { refused: "notFound" };
    if (await isTaken(tx, name, id)) return { refused: "nameTaken" };
    await tx.update(teams).set({ name }).where(eq(teams.id, id));
    const detail = { before: team.name };
    await recordAudit(tx, actor, { action: "team.rename", subject: { type: "team", id, name }, detail }, now);
    return { renamed: true };
  });
}

/** Only a team that never had a ticket can go: the others stand in threads. */
export async function removeTeam(
  db: Database,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<{ removed: true } | { refused: "notFound" | "teamHasTickets" }> {
  return db.transaction(async (tx) => {
    const [team] = await tx.select().from(teams).where(eq(teams.id, id)).for("update");
    if (!team) return { refused: "notFound" };
    const [ticket] = await tx.select({ id: tickets.id }).from(tickets).where(eq(tickets.teamId, id)).limit(1);
    if (ticket) return { refused: "teamHasTickets" };
    await tx.delete(teamMembers).where(eq(teamMembers.teamId, id));
    await tx.delete(teams).where(eq(teams.id, id));
    await recordAudit(tx, actor, { action: "team.remove", subject: { type: "team", id, name: team.name } }, now);
    return { removed: true };
  });
}

async function isTaken(tx: Database, name: string, exceptId?: number): Promise<boolean> {
  const rows = await tx.select({ id: teams.id }).from(teams).where(eq(teams.name, name));
  return rows.some(({ id }) => id !== exceptId);
}
