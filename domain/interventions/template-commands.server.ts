import { and, eq, isNull } from "drizzle-orm";

import type { Database } from "#db/client.server.ts";
import { interventionTemplates } from "#db/schema/interventions.ts";
import type { AuditVerb } from "#domain/audit/action.ts";
import { journal } from "#domain/audit/journal.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { lockProject } from "#domain/projects/locks.server.ts";

import { INTERVENTION_LIMITS, type InterventionRisk, stepsOf } from "./intervention.ts";

export interface NewTemplate {
  readonly name: string;
  readonly plan: string;
  readonly rollbackPlan: string;
  readonly checklist: string;
  readonly risk: InterventionRisk;
}

export type TemplateRefusal =
  | "notFound"
  | "titleMissing"
  | "planMissing"
  | "rollbackPlanMissing"
  | "checklistMissing"
  | "tooLong"
  | "alreadyApproved"
  | "ownPlan";

const NAME = 120;

/** Writes a template. It serves for nothing until somebody of the client has approved it; its texts never change. */
export async function addTemplate(
  db: Database,
  projectId: number,
  actor: Actor,
  template: NewTemplate,
  now = new Date(),
): Promise<{ id: number } | { refused: TemplateRefusal }> {
  const refused = refusalOf(template);
  if (refused) return { refused };
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const row = { ...template, projectId, authorId: actor.id, authorName: actor.name };
    const [{ insertId: id }] = await tx.insert(interventionTemplates).values(row);
    await journal(tx, actor, entryOf(project, { id, name: template.name }, "add", "added"), now);
    return { id };
  });
}

/** The client approves a template once for all: what is planned from it, to the letter, needs nobody's agreement. */
export async function approveTemplate(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<{ approved: true } | { refused: TemplateRefusal }> {
  return changed(db, projectId, id, async (tx, project, row) => {
    if (row.approvedAt !== null) return { refused: "alreadyApproved" };
    if (row.authorId !== null && row.authorId === actor.id) return { refused: "ownPlan" };
    const next = { approvedAt: now, approvedByName: actor.name, version: row.version + 1 };
    await tx.update(interventionTemplates).set(next).where(eq(interventionTemplates.id, id));
    await journal(tx, actor, entryOf(project, row, "approve", "approved"), now);
    return { approved: true as const };
  });
}

/** Nothing more is planned from it; what was planned keeps its texts. */
export async function removeTemplate(
  db: Database,
  projectId: number,
  actor: Actor,
  id: number,
  now = new Date(),
): Promise<{ removed: true } | { refused: TemplateRefusal }> {
  return changed(db, projectId, id, async (tx, project, row) => {
    await tx.update(interventionTemplates).set({ retiredAt: now }).where(eq(interventionTemplates.id, id));
    await journal(tx, actor, entryOf(project, row, "remove", "removed"), now);
    return { removed: true as const };
  });
}

/** The templates of a project that may serve, or wait for the client's approval, by name. */
export async function templatesOf(db: Database, projectId: number) {
  return db
    .select()
    .from(interventionTemplates)
    .where(and(eq(interventionTemplates.projectId, projectId), isNull(interventionTemplates.retiredAt)))
    .orderBy(interventionTemplates.name, interventionTemplates.id);
}

type Row = typeof interventionTemplates.$inferSelect;
type LockedProject = NonNullable<Awaited<ReturnType<typeof lockProject>>>;

async function changed<Done>(
  db: Database,
  projectId: number,
  id: number,
  change: (tx: Database, project: LockedProject, row: Row) => Promise<Done | { refused: TemplateRefusal }>,
): Promise<Done | { refused: TemplateRefusal }> {
  return db.transaction(async (tx) => {
    const project = await lockProject(tx, projectId);
    if (!project) return { refused: "notFound" };
    const [row] = await tx
      .select()
      .from(interventionTemplates)
      .where(
        and(
          eq(interventionTemplates.id, id),
          eq(interventionTemplates.projectId, projectId),
          isNull(interventionTemplates.retiredAt),
        ),
      )
      .for("update");
    return row ? change(tx, project, row) : { refused: "notFound" };
  });
}

function refusalOf({ name, plan, rollbackPlan, checklist }: NewTemplate): TemplateRefusal | null {
  if (name.trim() === "") return "titleMissing";
  if (plan.trim() === "") return "planMissing";
  if (rollbackPlan.trim() === "") return "rollbackPlanMissing";
  if (stepsOf(checklist).length === 0) return "checklistMissing";
  const { text, steps } = INTERVENTION_LIMITS;
  const isLong = name.length > NAME || [plan, rollbackPlan, checklist].some((one) => one.length > text);
  return isLong || stepsOf(checklist).length > steps ? "tooLong" : null;
}

function entryOf(
  { id: projectId, clientId }: { readonly id: number; readonly clientId: number },
  { id, name }: { readonly id: number; readonly name: string },
  verb: AuditVerb<"intervention-template">,
  done: "added" | "approved" | "removed",
) {
  const subject = { type: "intervention-template", id, name };
  const told = { action: `intervention-template.${verb}` as const, event: `intervention-template.${done}` };
  return { ...told, subject, clientId, projectId };
}
