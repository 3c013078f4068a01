import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { ChangedFigures } from "#app/ui/reports/changed-figures.tsx";
import { Section } from "#app/ui/section.tsx";
import { StateMark } from "#app/ui/state-mark.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { Shown } from "./shown.ts";

const LEAST_ROWS = 5;
const MOST_ROWS = 16;
const LETTERS_A_ROW = 90;

interface SectionEditorProps {
  readonly section: Shown["sections"][number];
  readonly shown: Shown;
}

/** A section's words: drafted from the data until somebody writes them; then theirs, with marks where figures moved under them. */
export function SectionEditor({ section, shown }: SectionEditorProps) {
  const { t } = useTranslation("reports");
  const format = useFormat();
  const { name, title, version, text, drafted, editedBy, editedAt, underText } = section;
  const value = text ?? drafted;
  const rows = Math.min(MOST_ROWS, Math.max(LEAST_ROWS, Math.ceil(value.length / LETTERS_A_ROW) + 2));
  const by = editedAt
    ? t("edit.by", { name: editedBy, when: format.dateTime(parseInstant(editedAt)) })
    : t("edit.drafted");
  const said = shown.comments.filter((one) => one.section === name);
  return (
    <div id={name} className="report-editor">
      <Section title={title} note={by}>
        {underText.length > 0 && (
          <div className="mb-3">
            <p className="flex items-baseline gap-2 text-[14px]">
              <StateMark state="warn" />
              {t("changes.underText")}
            </p>
            <ChangedFigures changes={underText} />
          </div>
        )}
        {said.map(({ id, authorName, at, text: words }) => (
          <blockquote key={id} className="mb-2 text-[14px] text-ink2">
            <span className="label">
              {t("comments.by", { name: authorName, when: format.dateTime(parseInstant(at)) })}
            </span>
            <br />
            {words}
          </blockquote>
        ))}
        {shown.isWritable && (
          <>
            <RecordForm intent="write" hidden={{ name, version }} verb={t("edit.save", { title })} look="plain">
              <AreaField
                name="text"
                label={t("edit.text", { title })}
                help={t("edit.help")}
                value={value}
                rows={rows}
              />
            </RecordForm>
            {text !== null && (
              <Disclosure summary={t("edit.back")} intent="back" hidden={{ name, version }}>
                <p className="mb-2 text-[14px] text-ink2">{t("edit.backText")}</p>
                <pre className="mb-3 text-[13px] whitespace-pre-wrap text-ink2">{drafted}</pre>
                <RecordForm intent="back" hidden={{ name, version }} verb={t("edit.backVerb")} look="plain" />
              </Disclosure>
            )}
          </>
        )}
        {!shown.isWritable && <pre className="text-[14px] whitespace-pre-wrap">{value}</pre>}
      </Section>
    </div>
  );
}
