import { useTranslation } from "react-i18next";

import { Checkbox } from "#app/ui/checkbox.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField, SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

import type { Shown } from "./shown.ts";

/** What client and team say of the report, section by section; and what the team says among itself. */
export function Comments({ shown: { entries, titles, state, isStaff } }: { shown: Shown }) {
  const { t } = useTranslation("reports");
  const format = useFormat();
  const said = entries.filter(({ kind }) => kind === "commented");
  const isOpen = ["client", "validated", "published"].includes(state);
  const title = (name: string | null) => titles.find((one) => one.name === name)?.title;
  if (said.length === 0 && !isOpen && !isStaff) return null;
  const whole = { value: "", text: t("comments.whole") };
  return (
    <Section title={t("comments.title")}>
      {said.length === 0 && <p className="text-[14px] text-ink2">{t("comments.none")}</p>}
      <ol className="record-rows">
        {said.map(({ id, section, text, isInternal, authorName, at }) => (
          <li key={id}>
            <p className="label">
              {t("comments.by", { name: authorName, when: format.dateTime(parseInstant(at)) })}
              {isInternal && ` · ${t("comments.internal")}`}
            </p>
            {section && title(section) && (
              <p>
                <a href={`#${section}`}>{title(section)}</a>
              </p>
            )}
            <p className="mark-detail">{text}</p>
          </li>
        ))}
      </ol>
      <Disclosure summary={t("comments.write")} intent="comment">
        <RecordForm intent="comment" verb={t(isOpen ? "comments.send" : "comments.note")} look="plain">
          <SelectField
            name="section"
            label={t("comments.section")}
            options={[whole, ...titles.map((one) => ({ value: one.name, text: one.title }))]}
          />
          <AreaField name="text" label={t("comments.text")} rows={4} />
          {isStaff && isOpen && <Checkbox name="internal" value="yes" label={t("comments.isInternal")} />}
          {isStaff && !isOpen && <input type="hidden" name="internal" value="yes" />}
        </RecordForm>
      </Disclosure>
    </Section>
  );
}
