import { Fragment, type ReactNode } from "react";

import { type Block, blocksOf, type Inline } from "#domain/tickets/marks.ts";

/** A message as its author marked it. Elements are made here, one by one: no text ever becomes HTML. */
export function Message({ text }: { text: string }) {
  return <div className="entry-body">{each(blocksOf(text), blockView)}</div>;
}

function blockView(block: Block): ReactNode {
  switch (block.kind) {
    case "code":
      return <pre className="entry-code">{block.text}</pre>;
    case "list": {
      const items = each(block.items, (item) => <li>{each(item, inlineView)}</li>);
      return block.ordered ? (
        <ol className="list-decimal pl-6">{items}</ol>
      ) : (
        <ul className="list-disc pl-6">{items}</ul>
      );
    }
    case "quote":
      return <blockquote>{each(block.lines, lineView)}</blockquote>;
    case "paragraph":
      return <p>{each(block.lines, lineView)}</p>;
  }
}

/** A line's end is the author's. */
function lineView(line: readonly Inline[], index: number): ReactNode {
  return (
    <>
      {index > 0 && <br />}
      {each(line, inlineView)}
    </>
  );
}

function inlineView(piece: Inline): ReactNode {
  switch (piece.kind) {
    case "strong":
      return <strong>{piece.text}</strong>;
    case "emphasis":
      return <em>{piece.text}</em>;
    case "code":
      return <code>{piece.text}</code>;
    case "link":
      return (
        <a href={piece.url} rel="noopener noreferrer nofollow">
          {piece.text}
        </a>
      );
    case "text":
      return piece.text;
  }
}

/** What a text falls into has no other name than its place. */
function each<T>(pieces: readonly T[], view: (piece: T, index: number) => ReactNode): ReactNode {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above.
  return pieces.map((piece, index) => <Fragment key={index}>{view(piece, index)}</Fragment>);
}
