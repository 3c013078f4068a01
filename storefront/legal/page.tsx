import type { Words } from "../words/words.ts";

/** A text in sections, to be read from its beginning to its end. */
export function LegalPage({ text: { title, lead, sections } }: { text: Words["legal"] }) {
  return (
    <article className="legal">
      <h1>{title}</h1>
      <p className="legal-lead">{lead}</p>
      {sections.map(([heading, paragraphs]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          {paragraphs.map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </section>
      ))}
    </article>
  );
}
