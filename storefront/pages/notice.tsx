import { type Language, pathOf } from "../paths.ts";

interface NoticeProps {
  readonly language: Language;
  readonly title: string;
  readonly text: string;
  readonly home: string;
}

/** A page that only says something. */
export function Notice({ language, title, text, home }: NoticeProps) {
  return (
    <section className="notice">
      <h1>{title}</h1>
      <p>{text}</p>
      <a className="button" href={pathOf("home", language)}>
        {home}
      </a>
    </section>
  );
}
