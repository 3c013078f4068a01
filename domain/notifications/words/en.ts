import type { NoticeWords } from "./words.ts";

export const en: NoticeWords = {
  kinds: {
    "ticket.opened": ({ actor, number, name }) => `${actor} opened ticket ${number}: ${name}`,
    "ticket.replied": ({ actor, number, name }) => `${actor} replied to ticket ${number}: ${name}`,
    "ticket.noted": ({ actor, number, name }) => `${actor} wrote a note in ticket ${number}: ${name}`,
    "ticket.changed": ({ actor, number, name }) => `${actor} changed ticket ${number}: ${name}`,
    "ticket.assigned": ({ actor, number, name }) => `${actor} assigned ticket ${number}: ${name}`,
    "ticket.merged": ({ actor, number, name }) => `${actor} merged ticket ${number} with another: ${name}`,
    "ticket.rated": ({ actor, number, name }) => `${actor} rated ticket ${number}: ${name}`,
    "ticket.clock-warned": ({ number, name }) =>
      `A time promised in the contract is near for ticket ${number}: ${name}`,
    "ticket.clock-breached": ({ number, name }) =>
      `A time promised in the contract has passed for ticket ${number}: ${name}`,
    "intervention.asked": ({ name }) => `Your agreement is asked for: ${name}`,
    "intervention.reminded": ({ name }) => `Your agreement is still awaited: ${name}`,
    "intervention.agreed": ({ actor, name }) => `${actor} agreed: ${name}`,
    "intervention.refused": ({ actor, name }) => `${actor} refused: ${name}`,
    "intervention.announced": ({ name }) => `Intervention announced: ${name}`,
    "intervention.reminder": ({ name }) => `The intervention is near: ${name}`,
    "intervention.started": ({ name }) => `Intervention started: ${name}`,
    "intervention.ended": ({ name }) => `Intervention ended: ${name}`,
    "incident.opened": ({ name }) => `Incident opened: ${name}`,
    "incident.recovered": ({ name }) => `Service recovered: ${name}`,
    "article.submitted": ({ name }) => `An article awaits approval: ${name}`,
    "article.returned": ({ name }) => `An article was returned to you: ${name}`,
    "article.approved": ({ name }) => `An article is published: ${name}`,
    "article.stale": ({ name }) => `An article may no longer hold: ${name}`,
    "article.due": ({ name }) => `An article is due for review: ${name}`,
    "update.found": ({ name }) => `Updates are waiting: ${name}`,
    "capacity.proposed": ({ name }) => `An action is proposed to you: ${name}`,
    "capacity.agreed": ({ actor, name }) => `${actor} agreed: ${name}`,
    "capacity.otherwise": ({ actor, name }) => `${actor} asks for something else: ${name}`,
    "capacity.measured": ({ name }) => `What an action changed was measured: ${name}`,
  },
  unknown: () => "Something new for you",
  digest: {
    subject: (count) => (count === 1 ? "One notice is waiting for you" : `${count} notices are waiting for you`),
    greeting: (name) => `Hello ${name},`,
    intro: () => "Here is what you have not read yet.",
    more: (count) => `and ${count} more: all of it is on the page of notices.`,
    choose: (link) => `Read everything, or choose what you receive:\n${link}`,
  },
  incident: {
    mail: (sentence, project, link) => ({
      subject: `${project} · ${sentence}`,
      text: `${sentence}.\nAt ${project}.\n\n${link}\n`,
    }),
  },
};
