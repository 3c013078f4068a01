import { Form } from "@remix-run/react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { Select } from "#app/ui/select.tsx";

interface CompareFormProps {
  readonly locale: string;
  readonly versions: readonly { readonly number: number; readonly authorName: string }[];
  readonly compared: { readonly from: number; readonly to: number };
}

/** Any two versions. */
export function CompareForm({ locale, versions, compared }: CompareFormProps) {
  const { t } = useTranslation("knowledge");
  const options = versions.map(({ number, authorName }) => ({
    value: String(number),
    text: t("versions.option", { number, name: authorName }),
  }));
  return (
    <Form className="article-search" key={`${compared.from} ${compared.to}`}>
      <input type="hidden" name="lang" value={locale} />
      <Select name="from" label={t("versions.from")} defaultValue={compared.from} options={options} />
      <Select name="to" label={t("versions.to")} defaultValue={compared.to} options={options} />
      <Button type="submit">{t("versions.compare")}</Button>
    </Form>
  );
}
