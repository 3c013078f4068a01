import { createOTP } from "@better-auth/utils/otp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeLiveFeed } from "#app/http/feed.server.ts";
import { database } from "#db/client.server.ts";
import { SYSTEM } from "#domain/audit/record.server.ts";
import { lockUser, revokeMembership, revokeSessions, unlockUser } from "#domain/identity/commands.server.ts";
import { inviteUser } from "#domain/identity/invitations.server.ts";
import { namedMembershipsOf, userByEmail } from "#domain/identity/queries.server.ts";
import { FREE_ATTEMPTS } from "#domain/identity/sign-in-limit.server.ts";
import { deliverMails } from "#domain/notifications/deliver.server.ts";
import { withDatabase } from "#tests/support/database.ts";
import { startExtranet, type TestExtranet } from "#tests/support/extranet.ts";
import { type Mailbox, openMailbox } from "#tests/support/mailbox.ts";
import { PASSWORD, popgom, type World } from "#tests/support/world.ts";

const NEW_PASSWORD = "une phrase bien longue";

let extranet: TestExtranet;
let mailbox: Mailbox;
beforeAll(async () => {
  extranet = await startExtranet();
  mailbox = await openMailbox();
});
afterAll(async () => {
  closeLiveFeed();
  await mailbox.close();
  await extranet.close();
});

function inWorld(use: (world: World) => Promise<void>): () => Promise<void> {
  return () =>
    withDatabase(async (db) => {
      mailbox.mails.length = 0;
      await use(await popgom(db));
    });
}

describe("signing in", () => {
  test(
    "with the right password opens the page that was asked for",
    inWorld(async ({ viewer }) => {
      const sent = await extranet.ask("/account?x=1");
      expect(sent.headers.get("location")).toBe("/sign-in?to=%2Faccount%3Fx%3D1");

      const answer = await signIn(viewer.email, PASSWORD, { to: "/account?x=1" });

      expect(answer.status).toBe(302);
      expect(answer.headers.get("location")).toBe("/account?x=1");
      const [cookie] = answer.headers.getSetCookie();
      expect(cookie).toMatch(/^timonerie_session=/);
      expect(cookie).toMatch(/; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/);
      expect((await extranet.ask("/account", { as: cookiesOf(answer) })).status).toBe(200);
    }),
  );

  test(
    "with the wrong password says so in the reader's language, and keeps the address",
    inWorld(async ({ viewer }) => {
      const answer = await signIn(viewer.email, "not this one", {}, { "accept-language": "es" });

      expect(answer.status).toBe(401);
      const html = await answer.text();
      expect(html).toContain("no se corresponden");
      expect(html).toContain(`value="${viewer.email}"`);
      expect(html).not.toContain("not this one");
    }),
  );

  test(
    "never leads to another site",
    inWorld(async ({ viewer }) => {
      const answer = await signIn(viewer.email, PASSWORD, { to: "//evil.example" });

      expect(answer.headers.get("location")).toBe("/");
    }),
  );

  test(
    "waits after five failures, for known and unknown accounts alike, whatever the password",
    { timeout: 40_000 },
    inWorld(async ({ viewer }) => {
      for (const email of [viewer.email, "nobody@popgom.test"]) {
        for (let attempt = 0; attempt < FREE_ATTEMPTS; attempt += 1) {
          expect((await signIn(email, "wrong")).status).toBe(401);
        }
        const answer = await signIn(email, PASSWORD);
        expect(answer.status).toBe(429);
        expect(await answer.text()).toContain("Attendez quelques minutes");
      }
    }),
  );

  test(
    "is not possible while one is locked, and is again afterwards",
    inWorld(async ({ viewer, admin }) => {
      const actor = { id: admin.id, name: admin.name, address: null };
      const as = await extranet.signedInAs(viewer.id);
      await lockUser(database(), actor, viewer.id);

      expect((await signIn(viewer.email, PASSWORD)).status).toBe(401);
      await expect.poll(() => statusOf("/account", as), { timeout: 5_000 }).toBe(302);

      await unlockUser(database(), actor, viewer.id);
      expect((await signIn(viewer.email, PASSWORD)).status).toBe(302);
    }),
  );

  test(
    "is written in the audit, with the address",
    inWorld(async ({ viewer }) => {
      await signIn(viewer.email, PASSWORD);

      const entries = await database().query.auditEntries.findMany();
      expect(entries).toContainEqual(
        expect.objectContaining({ action: "session.open", actorId: viewer.id, address: "127.0.0.1" }),
      );
    }),
  );
});

describe("the addresses of better-auth", () => {
  test.each([
    "/sign-up/email",
    "/list-sessions",
    "/delete-user",
    "/update-user",
    "/two-factor/disable",
    "/nothing",
  ])("%s does not exist here", (path) =>
    inWorld(async ({ viewer }) => {
      const as = await extranet.signedInAs(viewer.id);
      const headers = { "content-type": "application/json" };
      const absent = await extranet.ask("/api/auth/absent", { method: "POST", as, headers });
      const answer = await extranet.ask(`/api/auth${path}`, { method: "POST", as, headers });

      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe(await absent.text());
    })());

  test(
    "sign-in/email is one of those that do, and counts failures too",
    { timeout: 40_000 },
    inWorld(async ({ viewer }) => {
      const post = (password: string) =>
        fetch(new URL("/api/auth/sign-in/email", extranet.url), {
          method: "POST",
          headers: { "content-type": "application/json", origin: extranet.url },
          body: JSON.stringify({ email: viewer.email, password }),
        });
      expect((await post(PASSWORD)).status).toBe(200);
      for (let attempt = 0; attempt < FREE_ATTEMPTS; attempt += 1) expect((await post("wrong")).status).toBe(401);
      const answer = await post(PASSWORD);
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(20);
    }),
  );
});

describe("signing out", () => {
  test(
    "closes the session at once",
    inWorld(async ({ viewer }) => {
      const as = await extranet.signedInAs(viewer.id);
      expect(await statusOf("/account", as)).toBe(200);

      const answer = await extranet.ask("/sign-out", { as, form: {} });

      expect(answer.headers.get("location")).toBe("/sign-in");
      expect(answer.headers.getSetCookie().join()).toContain("timonerie_session=; Max-Age=0");
      expect(await statusOf("/account", as)).toBe(302);
    }),
  );

  test(
    "everywhere closes every session of the user and nobody else's",
    inWorld(async ({ viewer, approver }) => {
      const [here, there, other] = await Promise.all(
        [viewer, viewer, approver].map(({ id }) => extranet.signedInAs(id)),
      );
      await extranet.ask("/account", { as: there });
      await extranet.ask("/account", { as: here, form: { intent: "sign-out-everywhere" } });

      expect(await statusOf("/account", here)).toBe(302);
      expect(await statusOf("/account", there)).toBe(302);
      expect(await statusOf("/account", other)).toBe(200);
    }),
  );

  test(
    "that another process did is heard here within two seconds",
    inWorld(async ({ viewer, admin }) => {
      const as = await extranet.signedInAs(viewer.id);
      expect(await statusOf("/account", as)).toBe(200);
      await revokeSessions(database(), { id: admin.id, name: admin.name, address: null }, viewer.id);

      await expect.poll(() => statusOf("/account", as), { timeout: 2_500, interval: 100 }).toBe(302);
    }),
  );
});

test(
  "revoking a role closes its user's live stream within five seconds",
  inWorld(async ({ viewer, project }) => {
    const as = await extranet.signedInAs(viewer.id);
    const stream = await extranet.ask(`/projects/${project.slug}/live`, { as });
    expect(stream.headers.get("content-type")).toContain("text/event-stream");
    const [membership] = await namedMembershipsOf(database(), viewer.id);

    const began = Date.now();
    await revokeMembership(database(), SYSTEM, null, membership?.id ?? 0);
    await stream.text();

    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await statusOf(`/projects/${project.slug}/live`, as)).toBe(404);
  }),
);

describe("a lost password", () => {
  test(
    "is replaced by a link that comes by mail, and closes the open sessions",
    inWorld(async ({ viewer }) => {
      const as = await extranet.signedInAs(viewer.id);
      await extranet.ask("/forgot-password", { form: { email: viewer.email } });
      await deliverMails(database(), { smtpUrl: mailbox.url });
      const token = /reset-password\?token=(\S+)/.exec(mailbox.mails[0]?.text ?? "")?.[1] ?? "";

      const short = await extranet.ask("/reset-password", { form: { token, password: "short" } });
      expect(short.status).toBe(400);
      const done = await extranet.ask("/reset-password", { form: { token, password: NEW_PASSWORD } });
      expect(done.headers.get("location")).toBe("/sign-in?changed");

      expect(mailbox.mails[0]?.to).toEqual([viewer.email]);
      await expect.poll(() => statusOf("/account", as), { timeout: 2_500 }).toBe(302);
      expect((await signIn(viewer.email, PASSWORD)).status).toBe(401);
      expect((await signIn(viewer.email, NEW_PASSWORD)).status).toBe(302);
      const again = await extranet.ask("/reset-password", { form: { token, password: NEW_PASSWORD } });
      expect(again.status).toBe(400);
    }),
  );

  test(
    "of nobody gets the same page and no mail",
    inWorld(async ({ viewer }) => {
      const known = await extranet.ask("/forgot-password", { form: { email: viewer.email } });
      const unknown = await extranet.ask("/forgot-password", { form: { email: "nobody@popgom.test" } });

      expect(unknown.status).toBe(known.status);
      const told = async (answer: Response, email: string) =>
        (await answer.text())
          .replaceAll(email, "X")
          .replace(/nonce="[^"]*"|"nonce":"[^"]*"|\d{4}-\d\d-\d\dT[\d:.]+Z/g, "");
      const withoutRuler = (html: string) => html.replace(/<section class="ruler".*?<\/section>/s, "");
      expect(withoutRuler(await told(unknown, "nobody@popgom.test"))).toBe(
        withoutRuler(await told(known, viewer.email)),
      );
      expect(await deliverMails(database(), { smtpUrl: mailbox.url })).toEqual({ sent: 1, failed: 0 });
    }),
  );
});

describe("an invitation", () => {
  test(
    "comes by mail in the invitee's language, makes the user with its role, and works once",
    inWorld(async ({ admin, client, project }) => {
      const actor = { id: admin.id, name: admin.name, address: null };
      const invited = {
        email: "Nueva@popgom.test",
        locale: "es",
        role: "approver",
        clientId: client.id,
        projectId: null,
      } as const;
      await inviteUser(database(), actor, invited, new URL(extranet.url));
      await deliverMails(database(), { smtpUrl: mailbox.url });
      const [mail] = mailbox.mails;
      expect(mail?.text).toContain("Se le ha abierto un acceso");
      const path = new URL(/http\S+\/invitation\/\S+/.exec(mail?.text ?? "")?.[0] ?? extranet.url).pathname;

      expect((await extranet.ask(path)).status).toBe(200);
      const answer = await extranet.ask(path, { form: { name: "Nueva", password: NEW_PASSWORD } });

      expect(answer.headers.get("location")).toBe("/");
      expect(await statusOf(`/projects/${project.slug}`, cookiesOf(answer))).toBe(200);
      const user = await userByEmail(database(), "nueva@popgom.test");
      expect(await namedMembershipsOf(database(), user?.id ?? "")).toMatchObject([
        { role: "approver", clientId: client.id },
      ]);
      expect((await extranet.ask(path)).status).toBe(404);
      expect((await extranet.ask(path, { form: { name: "Again", password: NEW_PASSWORD } })).status).toBe(422);
    }),
  );
});

describe("a second factor", () => {
  test(
    "is asked after the password, takes the application's code, and each recovery code once",
    { timeout: 40_000 },
    inWorld(async ({ viewer }) => {
      const enrolling = cookiesOf(await signIn(viewer.email, PASSWORD));
      const page = await extranet.ask("/account", {
        as: enrolling,
        form: { intent: "two-factor-begin", password: PASSWORD },
      });
      const html = (await page.text()).replaceAll("&amp;", "&");
      const uri = /name="uri" value="([^"]+)"/.exec(html)?.[1] ?? "";
      const codes = /name="codes" value="([^"]+)"/.exec(html)?.[1]?.split(" ") ?? [];
      expect(html).toContain("<svg");
      expect(codes).toHaveLength(10);

      const wrong = await extranet.ask("/account", {
        as: enrolling,
        form: { intent: "two-factor-confirm", code: "000000", uri, codes: codes.join(" ") },
      });
      expect(wrong.status).toBe(401);
      const confirmed = await extranet.ask("/account", {
        as: enrolling,
        form: { intent: "two-factor-confirm", code: await codeOf(uri), uri, codes: codes.join(" ") },
      });
      expect(confirmed.status).toBe(200);

      const half = await signIn(viewer.email, PASSWORD, { to: "/account" });
      expect(half.headers.get("location")).toBe("/two-factor?to=%2Faccount");
      expect(await statusOf("/account", cookiesOf(half))).toBe(302);
      const entered = await secondStep(half, { code: await codeOf(uri), to: "/account" });
      expect(entered.headers.get("location")).toBe("/account");
      expect(await statusOf("/account", cookiesOf(entered))).toBe(200);

      const recovery = { code: codes[0] ?? "", with: "recovery" };
      expect((await secondStep(await signIn(viewer.email, PASSWORD), recovery)).status).toBe(302);
      const again = await secondStep(await signIn(viewer.email, PASSWORD), recovery);
      expect(again.status).toBe(401);
      expect(await again.text()).toContain("Ce code ne convient pas");
    }),
  );
});

function signIn(
  email: string,
  password: string,
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
) {
  return extranet.ask("/sign-in", { form: { email, password, ...more }, headers });
}

function secondStep(half: Response, form: Record<string, string>) {
  return extranet.ask("/two-factor", { as: cookiesOf(half), form });
}

async function statusOf(path: string, as: string | undefined): Promise<number> {
  const answer = await extranet.ask(path, { as });
  await answer.body?.cancel();
  return answer.status;
}

/** What the browser would send back. */
function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0] ?? "")
    .filter((pair) => !pair.endsWith("="))
    .join("; ");
}

/** What an authenticator application would show for the key of the QR code. */
async function codeOf(uri: string): Promise<string> {
  const secret = new URL(uri).searchParams.get("secret") ?? "";
  const bits = [...secret]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  return createOTP(Buffer.from(bytes).toString()).totp();
}
