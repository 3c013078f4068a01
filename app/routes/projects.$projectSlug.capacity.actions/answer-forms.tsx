import { useTranslation } from "react-i18next";

import { type SentAction, useActionWords } from "#app/ui/capacity/action-words.ts";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";

/** The client's two answers; each is to the words that are read here, and to no others. */
export function AnswerForms({ action }: { action: SentAction }) {
  const { t } = useTranslation("capacity");
  const words = useActionWords();
  const hidden = { actionId: action.id, version: action.version };
  return (
    <div className="record-acts">
      <Disclosure summary={t("board.agree.label")} intent="agree" hidden={hidden}>
        <RecordForm intent="agree" hidden={hidden} verb={t("board.agree.verb")}>
          <p className="dialog-text">
            {t("board.agree.consequence", { title: action.title, cost: words.cost(action) })}
          </p>
          <AreaField name="words" label={t("board.agree.words")} rows={2} />
        </RecordForm>
      </Disclosure>
      <Disclosure summary={t("board.otherwise.label")} intent="otherwise" hidden={hidden}>
        <RecordForm intent="otherwise" hidden={hidden} verb={t("board.otherwise.verb")} look="plain">
          <AreaField name="words" label={t("board.otherwise.words")} help={t("board.otherwise.help")} rows={3} />
        </RecordForm>
      </Disclosure>
    </div>
  );
}
