import { Form, useSearchParams, useSubmit } from "@remix-run/react";
import { type ReactNode, type Ref, useRef } from "react";
import { useTranslation } from "react-i18next";

import { Select } from "#app/ui/select.tsx";
import type { MachineFilter } from "./machine-filter.ts";

export interface FilterList {
  readonly name: "role" | "application" | "client";
  readonly label: string;
  /** What the list says while it lets everything pass. */
  readonly all: string;
  readonly choices: readonly { readonly value: string; readonly text: string }[];
}

interface FilterFormProps {
  readonly filter: MachineFilter;
  readonly lists: readonly FilterList[];
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly children?: ReactNode;
}

/** The filter stands in the address: it can be sent to a colleague, and works before any script. */
export function FilterForm({ filter, lists, inputRef, children }: FilterFormProps) {
  const { t } = useTranslation("machines");
  const [query] = useSearchParams();
  const submit = useSubmit();
  const typing = useRef<ReturnType<typeof setTimeout>>();
  const apply = (form: HTMLFormElement) => submit(form, { replace: true, preventScrollReset: true });
  return (
    <Form
      className="filter-form"
      replace
      preventScrollReset
      onChange={(event) => {
        const form = event.currentTarget;
        clearTimeout(typing.current);
        typing.current = setTimeout(() => apply(form), 150);
      }}
    >
      {children}
      {query.get("state") && <input type="hidden" name="state" value={filter.state} />}
      {lists.map(({ name, label, all, choices }) => (
        <Select
          key={name}
          name={name}
          label={label}
          defaultValue={filter[name]}
          options={[{ value: "", text: all }, ...choices]}
        />
      ))}
      <div className="field">
        <label htmlFor="machine-filter">{t("list.filter")}</label>
        <input
          ref={inputRef}
          id="machine-filter"
          name="q"
          type="search"
          defaultValue={filter.text}
          placeholder={t("list.filterHelp")}
        />
      </div>
      <noscript>
        <button type="submit" className="button">
          {t("list.filter")}
        </button>
      </noscript>
    </Form>
  );
}
