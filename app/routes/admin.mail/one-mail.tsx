import { useTranslation } from "react-i18next";

import { Checkbox } from "#app/ui/checkbox.tsx";
import { DefinitionList } from "#app/ui/definition-list.tsx";
import { parseInstant } from "#app/ui/instants.ts";
import { MailFrame } from "#app/ui/mail/mail-frame.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import type { Option } from "#app/ui/select.tsx";
import { useFormat } from "#app/ui/use-format.tsx";

interface ShownMail {
  readonly id: number;
  readonly receivedAt: string;
  readonly verdict: string;
  readonly reason: string | null;
  readonly fromAddress: string;
  readonly fromName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly frame: string | null;
  readonly imagesWait: boolean;
  readonly files: readonly { readonly name: string; readonly sizeBytes: number }[];
  readonly refusedFiles: readonly { readonly name: string; readonly reason: string }[];
  readonly decision: string | null;
  readonly decidedByName: string | null;
  readonly projectId: number | null;
  readonly ticketId: number | null;
}

/** One mail: its words first, its HTML in a frame that can do nothing, and what may be decided about it. */
export function OneMail({ mail, projects, box }: { mail: ShownMail; projects: readonly Option[]; box: string }) {
  const { t } = useTranslation("mail");
  const format = useFormat();
  const files = mail.files.map(({ name }) => name || t("noName"));
  const why = mail.reason ? t(`reasons.${mail.reason}`) : t(`verdicts.${mail.verdict}`);
  return (
    <Section title={mail.subject || t("noSubject")} note={why}>
      <DefinitionList
        items={[
          { term: t("from"), value: mail.fromName ? `${mail.fromName} <${mail.fromAddress}>` : mail.fromAddress },
          { term: t("to"), value: mail.toAddress },
          { term: t("received"), value: format.dateTime(parseInstant(mail.receivedAt)) },
          ...(files.length > 0 ? [{ term: t("files"), value: files.join(", ") }] : []),
          ...(mail.refusedFiles.length > 0
            ? [{ term: t("filesRefused", { count: mail.refusedFiles.length }), value: <RefusedFiles mail={mail} /> }]
            : []),
          ...(mail.decision
            ? [{ term: t("decided"), value: `${t(`decisions.${mail.decision}`)} – ${mail.decidedByName ?? ""}` }]
            : []),
        ]}
      />
      <pre className="my-4 max-h-[420px] max-w-[76ch] overflow-auto rounded-control bg-well p-4 font-sans whitespace-pre-wrap [overflow-wrap:anywhere]">
        {mail.text || t("noText")}
      </pre>
      {mail.frame !== null && (
        <details className="disclosure" open={!mail.imagesWait && mail.text === ""}>
          <summary>{t("asHtml")}</summary>
          <MailFrame
            document={mail.frame}
            withImages={mail.imagesWait ? `/admin/mail?box=${box}&mail=${mail.id}&images=1` : null}
          />
        </details>
      )}
      {mayDecide(mail) && <Decisions mail={mail} projects={projects} />}
    </Section>
  );
}

function mayDecide({ verdict, decision }: ShownMail): boolean {
  return decision === null && (verdict === "triage" || verdict === "automatic");
}

/** The files that were not kept, each with the reason. */
function RefusedFiles({ mail }: { mail: ShownMail }) {
  const { t } = useTranslation("mail");
  return (
    <ul className="[overflow-wrap:anywhere]">
      {mail.refusedFiles.map(({ name, reason }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files of a mail may have one name.
        <li key={index}>
          {name || t("noName")} – {t(`fileReasons.${reason}`)}
        </li>
      ))}
    </ul>
  );
}

function Decisions({ mail, projects }: { mail: ShownMail; projects: readonly Option[] }) {
  const { t } = useTranslation("mail");
  const hidden = { mail: mail.id };
  return (
    <div className="record-acts mt-4">
      <Disclosure summary={t("verbs.open")} intent="open" hidden={hidden}>
        <RecordForm intent="open" hidden={hidden} verb={t("verbs.open")}>
          <SelectField name="project" label={t("project")} value={mail.projectId} options={projects} />
          <Checkbox name="remember" label={t("remember")} help={t("rememberHelp")} />
        </RecordForm>
      </Disclosure>
      <Disclosure summary={t("verbs.join")} intent="join" hidden={hidden}>
        <RecordForm intent="join" hidden={hidden} verb={t("verbs.join")}>
          <TextField
            name="ticket"
            inputMode="numeric"
            label={t("number")}
            help={t("joinHelp")}
            value={mail.ticketId}
            required
          />
        </RecordForm>
      </Disclosure>
      <Disclosure summary={t("verbs.spam")} intent="dismiss" hidden={{ ...hidden, as: "spam" }}>
        <RecordForm intent="dismiss" hidden={{ ...hidden, as: "spam" }} verb={t("verbs.spam")}>
          <Checkbox name="refuseSender" label={t("refuseSender", { address: mail.fromAddress })} />
        </RecordForm>
      </Disclosure>
      <RecordForm intent="dismiss" hidden={{ ...hidden, as: "kept" }} verb={t("verbs.keep")} look="quiet" />
    </div>
  );
}
