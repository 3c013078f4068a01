import { Form, useRevalidator } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";

import { Age } from "#app/ui/age.tsx";
import { Button } from "#app/ui/button.tsx";
import { type Definition, DefinitionList } from "#app/ui/definition-list.tsx";
import { parseInstant, parseOptionalInstant } from "#app/ui/instants.ts";
import { Act } from "#app/ui/record/act.tsx";
import { CommandLine } from "#app/ui/record/command-line.tsx";
import { useAnswer } from "#app/ui/record/use-answer.ts";
import { Section } from "#app/ui/section.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

interface EnrolmentProps {
  readonly machine: {
    readonly name: string;
    readonly seenAt: string | null;
    readonly token: { readonly createdAt: string; readonly lastUsedAt: string | null } | null;
    readonly waiting: { readonly createdAt: string; readonly expiresAt: string } | null;
  };
}

interface Enrolling {
  readonly enrolment?: { readonly install: string; readonly enrol: string; readonly expiresAt: string };
}

/** How often the page asks whether the machine has come, while a command waits. */
const LISTEN_MS = 3_000;

/** Whether the machine may push, and the way to let it in or shut it out. */
export function Enrolment({ machine }: EnrolmentProps) {
  const { t } = useTranslation("admin");
  const { token, waiting } = machine;
  const state = token ? "enrolled" : waiting ? "waiting" : "none";
  const isShown = useAnswer<Enrolling>()?.enrolment !== undefined;
  useListening(waiting !== null || (token !== null && machine.seenAt === null));
  return (
    <Section title={t("enrolment.section")} note={t(`enrolment.state.${state}`)}>
      {waiting && <CommandLines />}
      <p className="mb-3 max-w-[62ch] text-ink2">
        {t(isShown && waiting ? "enrolment.listen" : `enrolment.text.${state}`)}
      </p>
      <div className="mb-4 max-w-[640px]">
        <Facts machine={machine} />
      </div>
      <div className="record-acts items-center">
        <Form method="post" preventScrollReset>
          <Button type="submit" name="intent" value="enrol" look={token || waiting ? "quiet" : "primary"}>
            {t(token || waiting ? "enrolment.again" : "enrolment.first")}
          </Button>
        </Form>
        {(token || waiting) && (
          <Act
            intent="revoke"
            label={t("enrolment.revoke")}
            title={t("enrolment.revokeTitle", { name: machine.name })}
            consequence={t("enrolment.revokeConsequence", { name: machine.name })}
            verb={t("enrolment.revoke")}
          />
        )}
      </div>
    </Section>
  );
}

/** Reads the page's data again while `isWaiting`, and only where somebody looks at it. */
function useListening(isWaiting: boolean) {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isWaiting || state !== "idle") return;
    const timer = setTimeout(() => document.visibilityState === "visible" && revalidate(), LISTEN_MS);
    return () => clearTimeout(timer);
  }, [isWaiting, state, revalidate]);
}

function Facts({ machine: { seenAt, token, waiting } }: EnrolmentProps) {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const facts: Definition[] = [{ term: t("columns.seen"), value: <Age at={parseOptionalInstant(seenAt)} /> }];
  if (token) facts.push({ term: t("enrolment.since"), value: format.dateTime(parseInstant(token.createdAt)) });
  if (waiting) facts.push({ term: t("enrolment.until"), value: format.dateTime(parseInstant(waiting.expiresAt)) });
  return <DefinitionList items={facts} />;
}

/** The command lines, in the one answer that holds them. */
function CommandLines() {
  const { t } = useTranslation("admin");
  const format = useFormat();
  const answer = useAnswer<Enrolling>();
  const box = useRef<HTMLDivElement>(null);
  const enrolment = answer?.enrolment;
  useEffect(() => {
    if (enrolment) box.current?.focus();
  }, [enrolment]);
  if (!enrolment) return null;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="status"
      className="mb-5 grid gap-3 rounded-control border border-sea bg-sheet p-4"
      data-testid="enrolment"
    >
      <h3 className="text-[17px]">{t("enrolment.onceTitle")}</h3>
      <p className="max-w-[62ch] text-ink2">
        {t("enrolment.onceText", { until: format.dateTime(parseInstant(enrolment.expiresAt)) })}
      </p>
      <CommandLine text={enrolment.install} label={t("enrolment.installLabel")} />
      <CommandLine text={enrolment.enrol} label={t("enrolment.enrolLabel")} />
    </div>
  );
}
