import { Link } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import type { SentAction } from "#app/ui/capacity/action-words.ts";
import { parseInstant } from "#app/ui/instants.ts";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField, SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { parseResource } from "#domain/capacity/resource.ts";
import { toTyped } from "#domain/capacity/typed-quantity.ts";
import { keyOf } from "#domain/capacity/what-if.ts";

import { usePlanAddress } from "./plan-address.ts";
import { ProposalFields } from "./proposal-fields.tsx";
import type { BoardData } from "./route.tsx";

interface CourseFormsProps {
  readonly action: SentAction;
  readonly data: BoardData;
}

/** What staff do with an action next: change it, plan its work, say that it is done, give it up. */
export function CourseForms({ action, data: { choices, may, frame } }: CourseFormsProps) {
  const { t } = useTranslation("capacity");
  const plan = usePlanAddress(frame.project.slug);
  const hidden = { actionId: action.id, version: action.version };
  if (!choices) return null;
  return (
    <div className="record-acts">
      {action.state === "proposed" && (
        <Disclosure summary={t("board.change.label")} intent="change" hidden={hidden}>
          <p className="dialog-text mb-4">{t("board.change.consequence")}</p>
          <RecordForm intent="change" hidden={hidden} verb={t("board.change.verb")} look="plain">
            <ProposalFields choices={choices} values={valuesOf(action)} />
          </RecordForm>
        </Disclosure>
      )}
      {action.state === "agreed" && may.work && <Link to={plan(action)}>{t("board.plan")}</Link>}
      {action.state !== "proposed" && choices.works.length > 0 && <LinkWork action={action} works={choices.works} />}
      {action.state !== "proposed" && (
        <Act
          intent="finish"
          hidden={hidden}
          label={t("board.finish.label")}
          title={t("board.finish.title", { title: action.title })}
          consequence={t("board.finish.consequence")}
          verb={t("board.finish.verb")}
        />
      )}
      <Disclosure summary={t("board.drop.label")} intent="drop" hidden={hidden}>
        <RecordForm intent="drop" hidden={hidden} verb={t("board.drop.verb")} look="plain">
          <AreaField name="reason" label={t("board.drop.reason")} help={t("board.drop.help")} rows={2} />
        </RecordForm>
      </Disclosure>
    </div>
  );
}

type Works = NonNullable<BoardData["choices"]>["works"];

function LinkWork({ action, works }: { action: SentAction; works: Works }) {
  const { t } = useTranslation("capacity");
  const format = useFormat();
  const hidden = { actionId: action.id, version: action.version };
  const options = works.map(({ id, title, from }) => ({
    value: String(id),
    text: `${title} · ${format.day(parseInstant(from))}`,
  }));
  return (
    <Disclosure summary={t("board.link.label")} intent="link" hidden={hidden}>
      <RecordForm intent="link" hidden={hidden} verb={t("board.link.verb")} look="plain">
        <SelectField name="interventionId" label={t("board.link.which")} options={options} />
      </RecordForm>
    </Disclosure>
  );
}

/** What stands, as the form's fields hold it. */
function valuesOf(action: SentAction) {
  const resource = parseResource(action.resource) ?? { kind: "cpu" as const };
  const typed = (value: number | null) => (value === null ? null : toTyped(resource, value));
  return { ...action, about: keyOf(action), newLimit: typed(action.newLimit), frees: typed(action.frees) };
}
