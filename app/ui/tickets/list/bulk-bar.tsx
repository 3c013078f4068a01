import { Form } from "@remix-run/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { ProblemSummary } from "#app/ui/problem-summary.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { refusalOf } from "#app/ui/record/refused.ts";
import { useAnswer } from "#app/ui/record/use-answer.ts";
import type { BulkResult } from "#domain/tickets/list/bulk.ts";
import { TICKET_STATES } from "#domain/tickets/ticket.ts";
import type { ShownList } from "./shown.ts";

const ACTS = ["take", "assign", "state", "tag", "untag", "merge"] as const;
type Act = (typeof ACTS)[number];

/** What is done to the tickets that are ticked, one thing at a time. Its boxes stand in the table. */
export function BulkBar({ list }: { list: ShownList }) {
  const { t } = useTranslation("tickets");
  const [act, setAct] = useState<Act>("take");
  const refused = refusalOf(useAnswer(), "bulk");
  return (
    <Form id="ticket-bulk" method="post" preventScrollReset className="ticket-bulk" aria-label={t("bulk.title")}>
      <input type="hidden" name="intent" value="bulk" />
      {refused && <ProblemSummary problems={refused.problems} />}
      <Results />
      <div className="ticket-bulk-fields">
        <div className="field">
          <label htmlFor="bulk-act">{t("bulk.title")}</label>
          <select id="bulk-act" name="act" value={act} onChange={(event) => setAct(event.target.value as Act)}>
            {ACTS.map((one) => (
              <option key={one} value={one}>
                {t(`bulk.acts.${one}`)}
              </option>
            ))}
          </select>
        </div>
        <Value act={act} list={list} />
        <Button type="submit">{t("bulk.verb")}</Button>
      </div>
    </Form>
  );
}

function Value({ act, list }: { act: Act; list: ShownList }) {
  const { t } = useTranslation("tickets");
  if (act === "assign") {
    const people = list.people.map(({ id, name }) => ({ value: String(id), text: name }));
    return (
      <SelectField
        name="assigneeId"
        label={t("fields.assignee")}
        options={[{ value: "", text: t("nobody") }, ...people]}
      />
    );
  }
  if (act === "state") {
    const states = TICKET_STATES.filter((state) => state !== "new");
    return (
      <SelectField
        name="state"
        label={t("list.state")}
        options={states.map((value) => ({ value, text: t(`state.${value}`) }))}
      />
    );
  }
  if (act === "merge") return <TextField name="intoId" inputMode="numeric" label={t("bulk.into")} required />;
  if (act === "tag" || act === "untag") return <TextField name="tags" label={t("bulk.tags")} required />;
  return null;
}

/** What became of each: how many went well, and why each of the others stayed as it was. */
function Results() {
  const { t, i18n } = useTranslation("tickets");
  const results = useAnswer<{ bulk?: readonly BulkResult[] }>()?.bulk;
  if (!results) return null;
  const done = results.filter(({ outcome }) => outcome === "done").length;
  const reason = (refused: string) =>
    i18n.exists(`tickets:bulk.refused.${refused}`) ? t(`bulk.refused.${refused}`) : t("bulk.refused.other");
  return (
    <div role="status" className="ticket-results">
      <p>{t("bulk.done", { count: done })}</p>
      <ul>
        {results.map(({ id, outcome }) =>
          outcome === "done" ? null : (
            <li key={id}>
              {t("number", { number: id })} : {outcome === "same" ? t("bulk.same") : reason(outcome.refused)}
            </li>
          ),
        )}
      </ul>
    </div>
  );
}
