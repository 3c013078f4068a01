import { z } from "zod";

import { database } from "#db/client.server.ts";
import type { Actor } from "#domain/audit/record.server.ts";
import { addContact, type ContactScope, editContact, removeContact } from "#domain/clients/contact-commands.server.ts";

import { fieldsOf, intentOf, refuseCommand, refuseForm } from "./form-answer.server.ts";
import {
  emailOrNull,
  line,
  optionalLine,
  paragraphOrNull,
  rowId,
  telephoneOrNull,
  version,
  wholeNumber,
} from "./form-fields.ts";
import { problemsOf } from "./problems.ts";

export const ContactForm = z.object({
  name: line(190),
  role: optionalLine(190),
  telephone: telephoneOrNull,
  email: emailOrNull,
  hours: optionalLine(190),
  callingOrder: wholeNumber(1, 99),
  note: paragraphOrNull(2_000),
});

const EditedContactForm = ContactForm.extend({ contactId: rowId, version });
const RemovedContactForm = z.object({ contactId: rowId, version });

export const CONTACT_INTENTS = ["addContact", "editContact", "removeContact"];

/** Answers the three forms of a page's contacts: what was done, for `?done=`, or the refused form. */
export async function answerContactForm(scope: ContactScope, actor: Actor, form: FormData) {
  switch (intentOf(form)) {
    case "addContact": {
      const added = ContactForm.safeParse(fieldsOf(form));
      if (!added.success) return refuseForm(form, problemsOf(added.error), 400);
      const answer = await addContact(database(), scope, actor, added.data);
      return "refused" in answer ? refuseCommand(form, answer) : "contactAdded";
    }
    case "editContact": {
      const edited = EditedContactForm.safeParse(fieldsOf(form));
      if (!edited.success) return refuseForm(form, problemsOf(edited.error), 400);
      const { contactId, ...details } = edited.data;
      const answer = await editContact(database(), scope, contactId, actor, details);
      return "refused" in answer ? refuseCommand(form, answer) : "saved";
    }
    default: {
      const removed = RemovedContactForm.safeParse(fieldsOf(form));
      if (!removed.success) return refuseForm(form, problemsOf(removed.error), 400);
      const { contactId, ...read } = removed.data;
      const answer = await removeContact(database(), scope, contactId, actor, read);
      return "refused" in answer ? refuseCommand(form, answer) : "contactRemoved";
    }
  }
}
