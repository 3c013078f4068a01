import { useTranslation } from "react-i18next";

import { EmptyState } from "#app/ui/empty-state.tsx";

import { Act } from "./act.tsx";
import { Disclosure } from "./disclosure.tsx";
import { AreaField, TextField } from "./fields.tsx";
import { RecordForm } from "./record-form.tsx";

export interface ContactRow {
  readonly id: number;
  readonly name: string;
  readonly role: string;
  readonly telephone: string | null;
  readonly email: string | null;
  readonly hours: string;
  readonly callingOrder: number;
  readonly note: string | null;
  readonly version: number;
}

/** The people to call, in the order in which they are called; each can be changed or removed in place. */
export function Contacts({ contacts }: { contacts: readonly ContactRow[] }) {
  const { t } = useTranslation("admin");
  return (
    <>
      {contacts.length === 0 && <EmptyState title={t("empty.contacts.title")} text={t("empty.contacts.text")} />}
      <ol className="record-rows">
        {contacts.map((contact) => (
          <li key={contact.id}>
            <div className="record-line">
              <p>
                <b>{contact.name}</b> {contact.role && <span className="dim">· {contact.role}</span>}
              </p>
              <span className="label">{t("contact.order", { order: contact.callingOrder })}</span>
            </div>
            <p className="text-[14px] text-ink2">
              {[contact.telephone, contact.email, contact.hours].filter(Boolean).join(" · ")}
            </p>
            {contact.note && <p className="text-[14px] text-ink2">{contact.note}</p>}
            <ContactActs contact={contact} />
          </li>
        ))}
      </ol>
      <Disclosure summary={t("verbs.addContact")} intent="addContact">
        <RecordForm intent="addContact" verb={t("verbs.addContact")} wide>
          <ContactFields order={contacts.length + 1} />
        </RecordForm>
      </Disclosure>
    </>
  );
}

function ContactActs({ contact }: { contact: ContactRow }) {
  const { t } = useTranslation("admin");
  const hidden = { contactId: contact.id, version: contact.version };
  return (
    <div className="record-acts mt-1">
      <Disclosure summary={t("verbs.edit")} intent="editContact" hidden={hidden}>
        <RecordForm intent="editContact" hidden={hidden} verb={t("verbs.save")} wide>
          <ContactFields contact={contact} order={contact.callingOrder} />
        </RecordForm>
        <div className="mt-4">
          <Act
            intent="removeContact"
            hidden={hidden}
            label={t("verbs.remove")}
            title={t("contact.removeTitle", { name: contact.name })}
            consequence={t("contact.removeConsequence")}
            verb={t("contact.removeVerb", { name: contact.name })}
          />
        </div>
      </Disclosure>
    </div>
  );
}

function ContactFields({ contact, order }: { contact?: ContactRow; order: number }) {
  const { t } = useTranslation("admin");
  return (
    <>
      <TextField name="name" label={t("fields.personName")} value={contact?.name} required autoComplete="off" />
      <TextField name="role" label={t("fields.personRole")} value={contact?.role} autoComplete="off" />
      <TextField
        name="telephone"
        type="tel"
        label={t("fields.telephone")}
        value={contact?.telephone}
        autoComplete="off"
      />
      <TextField name="email" type="email" label={t("fields.email")} value={contact?.email} autoComplete="off" />
      <TextField name="hours" label={t("fields.hours")} help={t("help.hours")} value={contact?.hours} />
      <TextField
        name="callingOrder"
        inputMode="numeric"
        label={t("fields.callingOrder")}
        help={t("help.callingOrder")}
        value={order}
      />
      <AreaField name="note" label={t("fields.note")} value={contact?.note} rows={2} />
    </>
  );
}
