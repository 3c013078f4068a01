import { useTranslation } from "react-i18next";
import { LOCALE_NAMES, LOCALES } from "#app/ui/locale.ts";
import { Act } from "#app/ui/record/act.tsx";
import { Disclosure } from "#app/ui/record/disclosure.tsx";
import { AreaField, SelectField, TextField } from "#app/ui/record/fields.tsx";
import { RecordForm } from "#app/ui/record/record-form.tsx";
import { Section } from "#app/ui/section.tsx";
import { CANNED_LIMITS, CANNED_VARIABLES } from "#domain/tickets/desk/canned.ts";

import type { DeskData } from "./route.tsx";

type Reply = DeskData["replies"][number];

/** Answers that are written once, in each language. */
export function Replies({ replies }: Pick<DeskData, "replies">) {
  const { t } = useTranslation("admin");
  return (
    <Section title={t("desk.replies")} note={t("desk.repliesNote")}>
      <ul className="record-rows">
        {replies.map((reply) => (
          <ReplyRow key={reply.id} reply={reply} />
        ))}
      </ul>
      <Disclosure summary={t("desk.addReply")} intent="addReply">
        <RecordForm intent="addReply" verb={t("desk.addReply")}>
          <ReplyFields />
        </RecordForm>
      </Disclosure>
    </Section>
  );
}

function ReplyRow({ reply }: { reply: Reply }) {
  const { t } = useTranslation("admin");
  const hidden = { replyId: reply.id };
  return (
    <li>
      <div className="record-line">
        <b>{reply.name}</b>
        <span className="label">{reply.locale.toUpperCase()}</span>
      </div>
      <p className="whitespace-pre-line text-[14px] text-ink2" lang={reply.locale}>
        {reply.text}
      </p>
      <div className="record-acts">
        <Disclosure summary={t("verbs.edit")} intent="editReply" hidden={hidden}>
          <RecordForm intent="editReply" hidden={{ ...hidden, version: reply.version }} verb={t("verbs.save")}>
            <ReplyFields reply={reply} />
          </RecordForm>
        </Disclosure>
        <Act
          intent="removeReply"
          hidden={hidden}
          label={t("verbs.remove")}
          title={t("desk.removeReply", { name: reply.name })}
          consequence={t("desk.removeReplyText")}
          verb={t("verbs.remove")}
        />
      </div>
    </li>
  );
}

function ReplyFields({ reply }: { reply?: Reply }) {
  const { t } = useTranslation("admin");
  const variables = CANNED_VARIABLES.map((name) => `{{${name}}}`).join(" ");
  return (
    <>
      <TextField
        name="name"
        label={t("desk.fields.name")}
        value={reply?.name}
        maxLength={CANNED_LIMITS.name}
        required
      />
      <SelectField
        name="locale"
        label={t("desk.fields.locale")}
        value={reply?.locale ?? "fr"}
        options={LOCALES.map((value) => ({ value, text: LOCALE_NAMES[value] }))}
      />
      <AreaField
        name="text"
        label={t("desk.fields.reply")}
        help={
          <>
            {t("desk.help.reply")} <span className="mono">{variables}</span>
          </>
        }
        value={reply?.text}
        rows={7}
      />
    </>
  );
}
