import { type FixtureUser, PASSWORD } from "#tests/support/world.ts";

export type Answerers = Awaited<ReturnType<typeof startAnswerers>>;

/** People who answer a ticket one time after the other, each with a file, and send the same form again until it was taken. */
export async function startAnswerers(
  url: string,
  ticket: string,
  people: readonly FixtureUser[],
  name: string,
): Promise<{
  /** Settles when so many more answers were taken. */
  answered(more: number): Promise<void>;
  /** Keys of the answers that were taken so far. */
  taken(): readonly string[];
  stop(): Promise<readonly string[]>;
}> {
  let isStopping = false;
  const taken: string[] = [];
  const cookies = await Promise.all(people.map((person) => signedIn(url, person)));
  const all = cookies.map(async (cookie, index) => {
    for (let nth = 0; !isStopping; nth += 1) {
      const key = `${name}-${index}-${nth}`;
      const file = await untilTaken(() => sendFile(url, ticket, cookie, key), 201);
      const { publicId } = JSON.parse(file) as { publicId: string };
      await untilTaken(() => sendAnswer(url, ticket, cookie, { key, publicId }), 302);
      taken.push(key);
    }
  });
  const ended = Promise.all(all);
  ended.catch(() => {});
  return {
    async answered(more) {
      const wanted = taken.length + more;
      while (taken.length < wanted) await Promise.race([new Promise((wake) => setTimeout(wake, 5)), ended]);
    },
    taken: () => [...taken],
    async stop() {
      isStopping = true;
      await ended;
      return taken;
    },
  };
}

async function signedIn(url: string, { email }: FixtureUser): Promise<string> {
  const answer = await fetch(`${url}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { origin: url, "content-type": "application/json" },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const [cookie] = answer.headers.getSetCookie().map((set) => set.split(";")[0]);
  if (!answer.ok || !cookie) throw new Error(`${email} cannot sign in: ${answer.status}`);
  return cookie;
}

function sendFile(url: string, ticket: string, cookie: string, key: string): Promise<Response> {
  const path = `${ticket.split("/tickets/")[0]}/attachments?name=${key}.txt`;
  const headers = { origin: url, cookie, "content-type": "application/octet-stream" };
  return fetch(`${url}${path}`, { method: "POST", headers, body: `mesures ${key}\n` });
}

function sendAnswer(url: string, ticket: string, cookie: string, { key, publicId }: { key: string; publicId: string }) {
  const form = { intent: "reply", text: wordOf(key), readers: "client", sendKey: key, attachment: publicId };
  const headers = { origin: url, cookie };
  return fetch(`${url}${ticket}`, { method: "POST", headers, body: new URLSearchParams(form), redirect: "manual" });
}

/** A word that stands in this answer alone. */
export function wordOf(key: string): string {
  return `mot${key.replaceAll("-", "x")}`;
}

/**
 * The same again while nobody answers; what is refused otherwise is a fault of the test. The text of the answer is read
 * whole: a kill may fall between its head and its body.
 */
async function untilTaken(ask: () => Promise<Response>, status: number): Promise<string> {
  for (;;) {
    const answer = await ask()
      .then(async (one) => ({ status: one.status, text: await one.text() }))
      .catch(() => undefined);
    if (answer?.status === status) return answer.text;
    if (answer && answer.status < 500) throw new Error(`answered ${answer.status}: ${answer.text}`);
    await new Promise((wake) => setTimeout(wake, 50));
  }
}
