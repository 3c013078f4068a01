import { parentPort, workerData } from "node:worker_threads";

import ICAL from "ical.js";

/*
 * Runs alone in a thread that is ended from outside: some rules that ical.js accepts never give a next time
 * (FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30), and nothing inside can stop it.
 */
class Refused extends Error {}

const { text, from, to, limits } = workerData;
try {
  parentPort.postMessage({ occurrences: occurrencesIn(text) });
} catch (error) {
  parentPort.postMessage({ refused: error instanceof Refused ? error.message : "unreadable" });
}

function occurrencesIn(source) {
  const calendar = new ICAL.Component(ICAL.parse(source));
  if (calendar.name !== "vcalendar") throw new Refused("unreadable");
  const components = calendar.getAllSubcomponents("vevent");
  if (components.length > limits.events) throw new Refused("tooMany");
  for (const zone of calendar.getAllSubcomponents("vtimezone").slice(0, 100)) ICAL.TimezoneService.register(zone);

  const events = components.map((component) => new ICAL.Event(component)).filter((event) => event.startDate !== null);
  const masters = new Map(events.filter((event) => !event.isRecurrenceException()).map((event) => [event.uid, event]));
  for (const event of events) {
    if (event.isRecurrenceException()) masters.get(event.uid)?.relateException(event);
  }
  const found = [];
  let steps = 0;
  for (const event of masters.values()) {
    const iterator = event.iterator();
    for (let start = iterator.next(); start; start = iterator.next()) {
      steps += 1;
      if (steps > limits.steps) throw new Refused("tooMany");
      const one = event.getOccurrenceDetails(start);
      // A day more on either side: which day it is elsewhere is found out where zones are known.
      if (dayOf(one.startDate) > to) break;
      if (one.item.component.getFirstPropertyValue("status") === "CANCELLED" || dayOf(one.endDate) < from) continue;
      found.push(plain(one));
      if (found.length > limits.occurrences) throw new Refused("tooMany");
    }
  }
  return found;
}

function plain({ item, startDate, endDate }) {
  const name = String(item.summary ?? "").slice(0, 190);
  if (startDate.isDate) {
    const toDay = dayOf(endDate);
    const fromDay = dayOf(startDate);
    return { name, fromDay, toDay: toDay > fromDay ? toDay : nextDay(fromDay) };
  }
  const zone = startDate.zone?.tzid === "floating" ? null : (startDate.zone?.tzid ?? null);
  const named = item.component.getFirstProperty("dtstart")?.getParameter("tzid") ?? zone;
  return {
    name,
    wall: startDate.toString().replace(/Z$/, ""),
    zone: named,
    instant: zone === null ? null : startDate.toUnixTime() * 1_000,
    seconds: endDate.subtractDateTz(startDate).toSeconds(),
  };
}

function dayOf(time) {
  return time.toString().slice(0, 10);
}

function nextDay(day) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}
