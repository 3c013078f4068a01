import { Form, Link, useLocation } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { useCapacityWords } from "#app/ui/capacity/words.ts";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RefusedFields } from "#app/ui/record/record-form.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { percentOf } from "#domain/capacity/expected/event.ts";
import { typedUnit } from "#domain/capacity/typed-quantity.ts";

import type { WhatIfData } from "./route.tsx";

/** The assumptions; sent, they stand in the address, which may be passed on. */
export function QuestionForm({ data }: { data: WhatIfData }) {
  const { t, i18n } = useTranslation("capacity");
  const words = useCapacityWords();
  const { key, pathname } = useLocation();
  const { question, resources, tiers } = data;
  const { typed, problems, isAsked } = question;
  const named = Object.fromEntries(
    Object.entries(problems).map(([field, problem]) => [field, `capacity:whatIf.problems.${problem}`]),
  );
  const told = Object.fromEntries(Object.entries(typed).map(([field, text]) => [field, [text]]));
  return (
    <RefusedFields value={{ intent: "ask", problems: named, typed: told, last: null }}>
      <Form key={key} method="get" className="what-if" preventScrollReset>
        <fieldset>
          <legend>{t("whatIf.growth.legend")}</legend>
          <TextField
            name="growth"
            label={t("whatIf.growth.label")}
            help={t("whatIf.growth.help")}
            inputMode="decimal"
          />
        </fieldset>
        <fieldset>
          <legend>{t("whatIf.event.legend")}</legend>
          <div className="what-if-pair">
            <TextField name="from" type="date" label={t("whatIf.event.from")} />
            <TextField name="to" type="date" label={t("whatIf.event.to")} />
          </div>
          <TextField name="more" label={t("whatIf.event.more")} inputMode="decimal" />
          <Coming data={data} />
        </fieldset>
        <fieldset>
          <legend>{t("whatIf.resize.legend")}</legend>
          <SelectField
            name="resize"
            label={t("whatIf.resize.resource")}
            options={[
              { value: "", text: t("whatIf.nothing") },
              ...resources.map((row) => ({
                value: row.key,
                text: `${row.subjectName} · ${words.resource(row)}, ${words.amount(row.unit, row.limit, row.kind)}`,
              })),
            ]}
          />
          <TextField
            name="limit"
            label={t("whatIf.resize.limit")}
            help={<UnitHelp kind={resources.find((row) => row.key === typed.resize)?.kind} />}
            inputMode="decimal"
          />
        </fieldset>
        <fieldset>
          <legend>{t("whatIf.machines.legend")}</legend>
          <SelectField
            name="tier"
            label={t("whatIf.machines.tier")}
            options={[
              { value: "", text: t("whatIf.nothing") },
              ...tiers.map(({ key: value, role, names }) => ({
                value,
                text: `${role.names[i18n.language as "fr" | "en" | "es"]} · ${names.join(", ")}`,
              })),
            ]}
          />
          <TextField
            name="machines"
            label={t("whatIf.machines.more")}
            help={t("whatIf.machines.help")}
            inputMode="numeric"
          />
        </fieldset>
        <div className="form-actions">
          <Button type="submit" look="primary">
            {t("whatIf.verb")}
          </Button>
          {isAsked && <Link to={pathname}>{t("whatIf.reset")}</Link>}
          <p className="label">{t("whatIf.shared")}</p>
        </div>
      </Form>
    </RefusedFields>
  );
}

/** The limit is typed in the unit of the chosen resource; before one is chosen, all of them are told. */
function UnitHelp({ kind }: { kind: Parameters<typeof typedUnit>[0]["kind"] | undefined }) {
  const { t } = useTranslation("capacity");
  return <>{t(kind ? `whatIf.unit.${typedUnit({ kind })}` : "board.form.unitHelp")}</>;
}

/** What the client said to expect fills the three fields in. */
function Coming({ data: { events, today } }: { data: WhatIfData }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const coming = events.filter(({ endsOn, withdrawnAt }) => withdrawnAt === null && endsOn >= today);
  if (coming.length === 0) return null;
  return (
    <ul className="label">
      {coming.map(({ id, title, startsOn, endsOn, multiplier }) => {
        const more = percentOf(multiplier);
        const query = new URLSearchParams({ from: startsOn, to: endsOn, more: String(more) });
        const sign = more < 0 ? "−" : "+";
        return (
          <li key={id}>
            <Link to={`?${query}`} preventScrollReset>
              {t("whatIf.event.take", { title, more: `${sign}${format.percent(Math.abs(more) / 100)}` })}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
