import { useTranslation } from "react-i18next";

import { SelectField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";

import type { Shown } from "./shown.ts";

/** The order of the sections, which are left out, and the facts that were pinned for the report. */
export function Arrangement({ shown }: { shown: Shown }) {
  const { t } = useTranslation("reports");
  const { sections, outline, version, pins } = shown;
  const left = sections.filter(({ name }) => !outline.includes(name));
  const ordered = [...outline.flatMap((name) => sections.find((one) => one.name === name) ?? []), ...left];
  const places = [
    { value: "0", text: t("edit.leftOut") },
    ...ordered.map((_, index) => ({ value: String(index + 1), text: String(index + 1) })),
  ];
  const choices = sections.map(({ name, title }) => ({ value: name, text: title }));
  return (
    <>
      <Section title={t("edit.order")}>
        <RecordForm intent="arrange" hidden={{ version }} verb={t("edit.orderVerb")} look="plain">
          {ordered.map(({ name, title }) => (
            <SelectField
              key={name}
              name={`place-${name}`}
              label={title}
              value={String(outline.indexOf(name) + 1)}
              options={places}
            />
          ))}
        </RecordForm>
      </Section>
      <Section title={t("edit.pins")}>
        {pins.length === 0 && <p className="text-[14px] text-ink2">{t("edit.noPins")}</p>}
        <ul className="record-rows">
          {pins.map(({ id, title, sentence, path }) => (
            <li key={id}>
              <p>{sentence}</p>
              <p className="label">
                <a href={path}>{title}</a>
              </p>
              <RecordForm intent="pin" hidden={{ pinId: id }} verb={t("edit.addPin")} look="quiet">
                <SelectField name="name" label={t("edit.pinTo")} options={choices} />
              </RecordForm>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
