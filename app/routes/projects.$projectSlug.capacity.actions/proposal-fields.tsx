import type { SerializeFrom } from "@remix-run/node";
import { useTranslation } from "react-i18next";

import { useCapacityWords } from "#app/ui/capacity/words.ts";
import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";

import type { BoardPicture } from "./picture.server.ts";

export interface ProposalValues {
  readonly about?: string;
  readonly title?: string;
  readonly detail?: string;
  readonly newLimit?: number | null;
  readonly frees?: number | null;
  readonly ownerId?: string | null;
  readonly leadDays: number;
  readonly costMonthly?: number | null;
  readonly costOnce?: number | null;
  readonly dueOn?: string | null;
}

type Choices = NonNullable<SerializeFrom<BoardPicture>["choices"]>;

/** What is done about which resource, by whom, until when, and what it costs. */
export function ProposalFields({ choices, values }: { choices: Choices; values: ProposalValues }) {
  const { t } = useTranslation("capacity");
  const words = useCapacityWords();
  const resources = choices.resources.map((row) => {
    const limit = row.limit === null ? "" : `, ${words.amount(row.unit, row.limit, row.kind)}`;
    const short = row.limit === null ? null : words.between(row);
    return { value: row.key, text: `${row.subjectName} · ${words.resource(row)}${limit}${short ? ` · ${short}` : ""}` };
  });
  return (
    <>
      <SelectField name="about" label={t("board.form.about")} value={values.about} options={resources} />
      <TextField
        name="title"
        label={t("board.form.title")}
        help={t("board.form.titleHelp")}
        value={values.title}
        maxLength={190}
      />
      <TextField
        name="newLimit"
        label={t("board.form.newLimit")}
        help={t("board.form.unitHelp")}
        value={values.newLimit}
        inputMode="decimal"
      />
      <TextField
        name="frees"
        label={t("board.form.frees")}
        help={t("board.form.freesHelp")}
        value={values.frees}
        inputMode="decimal"
      />
      <TextField
        name="leadDays"
        label={t("board.form.leadDays")}
        help={t("board.form.leadHelp")}
        value={values.leadDays}
        inputMode="numeric"
      />
      <TextField
        name="dueOn"
        type="date"
        label={t("board.form.dueOn")}
        help={t("board.form.dueHelp")}
        value={values.dueOn}
      />
      <TextField
        name="costMonthly"
        label={t("board.form.costMonthly")}
        help={t("board.form.costHelp")}
        value={values.costMonthly}
        inputMode="decimal"
      />
      <TextField
        name="costOnce"
        label={t("board.form.costOnce")}
        help={t("board.form.costHelp")}
        value={values.costOnce}
        inputMode="decimal"
      />
      <SelectField
        name="ownerId"
        label={t("board.form.owner")}
        value={values.ownerId}
        options={[
          { value: "", text: t("board.nobody") },
          ...choices.staff.map(({ id, name }) => ({ value: id, text: name })),
        ]}
      />
      <div className="col-span-full w-full">
        <AreaField
          name="detail"
          label={t("board.form.detail")}
          help={t("board.form.detailHelp")}
          value={values.detail}
        />
      </div>
    </>
  );
}
