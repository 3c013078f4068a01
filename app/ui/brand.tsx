import { Link } from "@remix-run/react";

/** The helm and the name of the product, or of the project on a phone. */
export function Brand({ to, name = "Timonerie" }: { to: string; name?: string }) {
  return (
    <Link className="brand" to={to}>
      <svg viewBox="0 0 26 26" aria-hidden="true">
        <g fill="none" stroke="currentColor" strokeWidth="1.6">
          <circle cx="13" cy="13" r="8.2" />
          <path d="M13 0V4.8M13 21.2V26M0 13H4.8M21.2 13H26M3.8 3.8 7.2 7.2M18.8 18.8 22.2 22.2M3.8 22.2 7.2 18.8" />
        </g>
        <path d="M13 13 20.6 5.4 14.8 14.8Z" fill="currentColor" />
        <circle cx="13" cy="13" r="2.2" fill="currentColor" />
      </svg>
      {name}
    </Link>
  );
}
