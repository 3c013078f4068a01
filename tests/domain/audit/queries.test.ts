import { expect, test } from "vitest";

import { auditActions, auditExport, auditTrail } from "#domain/audit/queries.server.ts";
import { recordAudit } from "#domain/audit/record.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { actorOf } from "#tests/support/journal.ts";
import { popgom } from "#tests/support/world.ts";

const NOON = new Date("2026-11-22T12:00:00Z");
const ONE = new Date("2026-11-22T13:00:00Z");

test.each([
  ["part of a name", { who: "aubrac" }, ["machine.rename", "machine.retire"]],
  ["a concept", { action: "machine" }, ["machine.rename", "machine.retire"]],
  ["one action", { action: "machine.retire" }, ["machine.retire"]],
  ["part of what it was done on", { subject: "web" }, ["machine.rename"]],
  ["a percent sign, which is only itself", { subject: "%" }, []],
  ["from an instant on", { from: ONE }, ["machine.retire"]],
  ["before an instant", { to: ONE }, ["client.change", "machine.rename"]],
])("the audit is filtered by %s", (_sentence, filter, actions) =>
  withDatabase(async (db) => {
    const { admin, pm, client, project } = await popgom(db);
    const machine = (id: number, name: string) => ({ type: "machine", id, name });
    const of = { clientId: client.id, projectId: project.id };
    const subject = { type: "client", id: client.id, name: client.name };
    await recordAudit(db, actorOf(admin), { action: "client.change", subject, clientId: client.id }, NOON);
    await recordAudit(db, actorOf(pm), { action: "machine.rename", subject: machine(1, "web-1"), ...of }, NOON);
    await recordAudit(db, actorOf(pm), { action: "machine.retire", subject: machine(2, "db-2"), ...of }, ONE);

    const { entries, total } = await auditTrail(db, filter);
    expect(entries.map(({ action }) => action).sort()).toEqual(actions);
    expect(total).toBe(actions.length);
    expect((await auditTrail(db, { projectId: project.id })).entries[0]).toMatchObject({
      clientName: "Tyredating",
      projectName: "POPGOM",
    });
    let exported = 0;
    for await (const _entry of auditExport(db, filter)) exported += 1;
    expect(exported).toBe(actions.length);
    expect(await auditActions(db)).toEqual(["client.change", "machine.rename", "machine.retire"]);
  }));
