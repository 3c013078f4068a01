import { Form, useSubmit } from "@remix-run/react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "#app/ui/button.tsx";
import { useSearchKey } from "#app/ui/search/use-search-key.ts";
import { LONGEST_SEARCH } from "#domain/search/question.ts";

const TYPING_MS = 200;

/** Answers while one types; without scripts, when it is sent. */
export function SearchForm({ text, on }: { text: string; on: string }) {
  const { t } = useTranslation("search");
  const submit = useSubmit();
  const field = useRef<HTMLInputElement>(null);
  const typing = useRef<ReturnType<typeof setTimeout>>();
  useSearchKey(field);
  return (
    <search>
      <Form
        className="search-form"
        action="/search"
        replace
        preventScrollReset
        onChange={(event) => {
          const form = event.currentTarget;
          clearTimeout(typing.current);
          typing.current = setTimeout(() => submit(form, { replace: true, preventScrollReset: true }), TYPING_MS);
        }}
      >
        {on !== "" && <input type="hidden" name="on" value={on} />}
        <div className="field">
          <label htmlFor="search-field">{t("field")}</label>
          <input
            ref={field}
            id="search-field"
            name="q"
            type="search"
            // biome-ignore lint/a11y/noAutofocus: whoever opens this page came to type.
            autoFocus
            autoComplete="off"
            spellCheck={false}
            maxLength={LONGEST_SEARCH}
            defaultValue={text}
            aria-describedby="search-help"
          />
          <p className="field-help" id="search-help">
            {t("help")}
          </p>
        </div>
        <Button type="submit" look="primary">
          {t("verb")}
        </Button>
      </Form>
    </search>
  );
}
