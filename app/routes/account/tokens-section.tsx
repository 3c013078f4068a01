import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { parseInstant } from "#app/ui/instants.ts";
import { ApiTokens, type ShownApiToken } from "#app/ui/record/api-tokens.tsx";
import { CommandLine } from "#app/ui/record/command-line.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { CheckList, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";
import { API_SCOPES, DEFAULT_DAYS, MOST_DAYS } from "#domain/api-tokens/token.ts";

import type { AccountAnswer } from "./answer.server.ts";
import { Done } from "./done.tsx";

interface TokensSectionProps {
  readonly tokens: readonly ShownApiToken[];
  /** The projects that one sees now. */
  readonly projects: readonly { readonly id: number; readonly name: string }[];
  readonly answer: AccountAnswer | undefined;
}

/** Tokens for programs that ask the public API in one's name. */
export function TokensSection({ tokens, projects, answer }: TokensSectionProps) {
  const { t } = useTranslation("identity");
  return (
    <div className="mt-[34px]">
      <Section
        title={t("tokens.section")}
        note={tokens.length || undefined}
        side={<a href="/api/openapi.json">{t("tokens.document")}</a>}
      >
        <Done answer={answer?.intent === "token-revoke" ? answer : undefined} />
        {answer?.token && <ShownOnce token={answer.token} />}
        <p className="mb-3 max-w-[62ch] text-ink2">{t("tokens.lead")}</p>
        <ApiTokens tokens={tokens} intent="token-revoke" />
        <Disclosure summary={t("tokens.add")} intent="token-issue">
          <NewToken projects={projects} />
        </Disclosure>
      </Section>
    </div>
  );
}

const DAYS = [30, DEFAULT_DAYS, 180, MOST_DAYS];

function NewToken({ projects }: Pick<TokensSectionProps, "projects">) {
  const { t } = useTranslation("identity");
  return (
    <RecordForm intent="token-issue" verb={t("tokens.issue")} wide>
      <TextField name="name" label={t("tokens.name")} help={t("tokens.nameHelp")} autoComplete="off" />
      <SelectField
        name="days"
        label={t("tokens.days")}
        value={String(DEFAULT_DAYS)}
        options={DAYS.map((days) => ({ value: String(days), text: t("tokens.dayCount", { count: days }) }))}
      />
      <CheckList
        name="scopes"
        label={t("tokens.scopesLabel")}
        chosen={["projects.read", "metrics.read", "events.read"]}
        options={API_SCOPES.map((scope) => ({ value: scope, text: t(`tokens.scopes.${scope}`) }))}
      />
      <CheckList
        name="projectIds"
        label={t("tokens.projectsLabel")}
        help={t("tokens.projectsHelp")}
        chosen={[]}
        options={projects.map(({ id, name }) => ({ value: String(id), text: name }))}
      />
    </RecordForm>
  );
}

/** The token itself, in the one answer that holds it. */
function ShownOnce({ token }: { token: NonNullable<AccountAnswer["token"]> }) {
  const { t } = useTranslation("identity");
  const format = useFormat();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (token) box.current?.focus();
  }, [token]);
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="status"
      className="mb-5 grid gap-3 rounded-control border border-sea bg-sheet p-4"
      data-testid="api-token"
    >
      <h3 className="text-[17px]">{t("tokens.onceTitle")}</h3>
      <p className="max-w-[62ch] text-ink2">
        {t("tokens.onceText", { when: format.dateTime(parseInstant(token.expiresAt)) })}
      </p>
      <CommandLine text={token.text} label={token.name} />
    </div>
  );
}
