import type { TestShop } from "../support.ts";

/** The owner's browser: keeps the cookie, follows nothing by itself. */
export interface Owner {
  get(path: string): Promise<Response>;
  page(path: string): Promise<string>;
  post(path: string, fields?: Readonly<Record<string, string | readonly string[]>>): Promise<Response>;
  readonly cookie: string;
}

/** Signs in with the password of the tests' settings. */
export async function signedIn({ url, settings }: TestShop): Promise<Owner> {
  const entered = await tryPassword(url, settings.adminPassword ?? "");
  const cookie = (entered.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  if (entered.status !== 303 || !cookie) throw new Error(`the owner cannot sign in: ${entered.status}`);
  return ownerWith(url, cookie);
}

export function ownerWith(url: string, cookie: string): Owner {
  const get = (path: string) => fetch(url + path, { headers: { cookie }, redirect: "manual" });
  return {
    cookie,
    get,
    page: async (path) => flat(await (await get(path)).text()),
    post: (path, fields = {}) => {
      const body = new URLSearchParams();
      for (const [name, value] of Object.entries(fields)) {
        for (const one of typeof value === "string" ? [value] : value) body.append(name, one);
      }
      return fetch(url + path, { method: "POST", body, headers: { cookie, origin: url }, redirect: "manual" });
    },
  };
}

export function tryPassword(url: string, password: string, back = ""): Promise<Response> {
  return fetch(`${url}/admin`, {
    method: "POST",
    body: new URLSearchParams({ password, back }),
    headers: { origin: url },
    redirect: "manual",
  });
}

/** A page's text with plain spaces, however the typography sets them. */
export function flat(html: string): string {
  return html.replace(/\s/gu, " ");
}
