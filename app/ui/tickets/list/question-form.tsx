import type { Ref } from "react";
import { useTranslation } from "react-i18next";

import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { Filters } from "#app/ui/record/filters.tsx";
import type { Option } from "#app/ui/select.tsx";
import { TICKET_KINDS, TICKET_PRIORITIES, TICKET_STATES } from "#domain/tickets/ticket.ts";

import type { Named, ShownList } from "./shown.ts";

interface QuestionFormProps {
  readonly list: ShownList;
  /** Projects to choose from; none where the page is of one. */
  readonly projects: readonly Option[];
  readonly textRef: Ref<HTMLDivElement>;
}

/** What the list is asked; it stands in the address. Words first, the rest for those who need it. */
export function QuestionForm({ list, projects, textRef }: QuestionFormProps) {
  const { t } = useTranslation("tickets");
  const query = new URLSearchParams(list.asked);
  const isNarrow = [...query.keys()].some((name) => name !== "q");
  const all = { value: "", text: t("filter.all") };
  const named = (people: readonly Named[]) => people.map(({ id, name }) => ({ value: String(id), text: name }));
  return (
    <Filters label={t("filter.title")}>
      <div ref={textRef}>
        <TextField
          name="q"
          type="text"
          label={t("filter.text")}
          value={query.get("q")}
          maxLength={80}
          spellCheck={false}
        />
      </div>
      <details className="ticket-filters" open={isNarrow || undefined}>
        <summary>{t("filter.open")}</summary>
        <div className="filters">
          <SelectField
            name="state"
            label={t("list.state")}
            value={query.get("state")}
            options={[
              { value: "", text: t("filter.notEnded") },
              { value: "ended", text: t("filter.ended") },
              { value: "all", text: t("filter.all") },
              ...TICKET_STATES.map((value) => ({ value, text: t(`state.${value}`) })),
            ]}
          />
          <SelectField
            name="kind"
            label={t("fields.kind")}
            value={query.get("kind")}
            options={[all, ...TICKET_KINDS.map((value) => ({ value, text: t(`kind.${value}`) }))]}
          />
          <SelectField
            name="priority"
            label={t("list.priority")}
            value={query.get("priority")}
            options={[all, ...TICKET_PRIORITIES.map((one) => ({ value: String(one), text: t(`priorities.${one}`) }))]}
          />
          {projects.length > 1 && (
            <SelectField
              name="project"
              label={t("filter.project")}
              value={query.get("project")}
              options={[all, ...projects]}
            />
          )}
          {list.isStaff && (
            <>
              <SelectField
                name="assignee"
                label={t("fields.assignee")}
                value={query.get("assignee")}
                options={[
                  all,
                  { value: "me", text: t("filter.me") },
                  { value: "nobody", text: t("nobody") },
                  ...named(list.people),
                ]}
              />
              <SelectField
                name="team"
                label={t("fields.team")}
                value={query.get("team")}
                options={[all, ...named(list.teams)]}
              />
              <TextField name="tag" label={t("filter.tag")} value={query.get("tag")} maxLength={40} />
            </>
          )}
          <TextField name="machine" label={t("filter.machine")} value={query.get("machine")} maxLength={80} />
        </div>
      </details>
    </Filters>
  );
}
