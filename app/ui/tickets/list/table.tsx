import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Age } from "#app/ui/age.tsx";
import { type Column, DataTable } from "#app/ui/data-table.tsx";
import { EmptyState } from "#app/ui/empty-state.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { StateWord } from "#app/ui/state-mark.tsx";
import { Tag } from "#app/ui/tag.tsx";

import { TicketStateWord } from "../ticket-state.tsx";
import type { ShownList, ShownTicket } from "./shown.ts";

interface TicketTableProps {
  readonly list: ShownList;
  /** Whether lines say of which project they are. */
  readonly withProject: boolean;
}

/** The tickets, in the order of the server: what presses first, or the newest. */
export function TicketTable({ list, withProject }: TicketTableProps) {
  const { t } = useTranslation("tickets");
  const columns: Column<ShownTicket>[] = [
    { key: "subject", header: t("list.subject"), cell: (ticket) => <Subject ticket={ticket} isStaff={list.isStaff} /> },
    {
      key: "state",
      header: t("list.state"),
      cell: ({ state, isNear }) => (
        <span className="ticket-standing">
          <TicketStateWord state={state} isStaff={list.isStaff} />
          {isNear && <StateWord state="warn" word={t("list.near")} />}
        </span>
      ),
    },
    { key: "priority", header: t("list.priority"), numeric: true, cell: ({ priority }) => priority },
    ...(withProject
      ? [
          {
            key: "project",
            header: t("filter.project"),
            cell: ({ project }: ShownTicket) => (
              <span>
                {project.name}
                <span className="data-table-second">{project.client}</span>
              </span>
            ),
          },
        ]
      : []),
    {
      key: "assignee",
      header: t("list.assignee"),
      cell: ({ assigneeName, teamName }) => (
        <span>
          {assigneeName ?? t("nobody")}
          {teamName && <span className="data-table-second">{teamName}</span>}
        </span>
      ),
    },
    { key: "requester", header: t("list.requester"), cell: ({ requesterName }) => requesterName },
    {
      key: "word",
      header: t("list.lastWord"),
      numeric: true,
      cell: ({ lastPublicAt, lastPublicSide }) => (
        <span>
          <Age at={parseInstant(lastPublicAt)} />
          <span className="data-table-second">{t(`list.by.${lastPublicSide}`)}</span>
        </span>
      ),
    },
  ];
  return (
    <DataTable
      caption={t("list.caption")}
      columns={columns}
      rows={list.tickets}
      rowKey={({ id }) => String(id)}
      withHint={false}
      whenEmpty={
        <EmptyState
          title={list.asked === "" ? t("list.empty") : t("list.noneFound")}
          text={list.asked === "" ? t("list.emptyText") : t("list.noneFoundText")}
        />
      }
    />
  );
}

function Subject({ ticket, isStaff }: { ticket: ShownTicket; isStaff: boolean }) {
  const { t } = useTranslation("tickets");
  const { id, version, subject, project, tags, mergedIntoId, kind } = ticket;
  return (
    <span className="ticket-line">
      {isStaff && version !== null && (
        <input
          type="checkbox"
          name="chosen"
          value={`${id}:${version}`}
          form="ticket-bulk"
          aria-label={t("bulk.choose", { number: id, subject })}
        />
      )}
      <span>
        <Link to={`/projects/${project.slug}/tickets/${id}`}>{subject}</Link>
        <span className="data-table-second">
          {t("number", { number: id })} · {t(`kind.${kind}`)}
          {mergedIntoId !== null && ` · ${t("list.mergedInto", { number: mergedIntoId })}`}{" "}
          {tags.map((tag) => (
            <Tag key={tag}>{tag}</Tag>
          ))}
        </span>
      </span>
    </span>
  );
}
