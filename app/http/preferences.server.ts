import { createCookie } from "@remix-run/node";

/** How this browser wants to read: kept a year, and what a signed-in user chose stands above it. Neither is a secret. */
const YEAR_SECONDS = 365 * 24 * 3600;

export const localeCookie = createCookie("timonerie-locale", { path: "/", sameSite: "lax", maxAge: YEAR_SECONDS });
export const themeCookie = createCookie("timonerie-theme", { path: "/", sameSite: "lax", maxAge: YEAR_SECONDS });
