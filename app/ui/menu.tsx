import { Link } from "@remix-run/react";
import { DropdownMenu } from "radix-ui";
import type { ReactNode } from "react";

export type MenuItem = { readonly text: string; readonly note?: string } & (
  | { readonly to: string }
  | { readonly onSelect: () => void }
);

/** A short list of places or acts under a button. Not modal: the page behind keeps scrolling. */
export function Menu({ trigger, items }: { trigger: ReactNode; items: readonly MenuItem[] }) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className="menu" align="start" sideOffset={4} collisionPadding={12}>
          {items.map((item) => (
            <Item key={item.text} item={item} />
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function Item({ item }: { item: MenuItem }) {
  const face = (
    <>
      {item.text}
      {item.note && <span className="label">{item.note}</span>}
    </>
  );
  if ("to" in item) {
    return (
      <DropdownMenu.Item className="menu-item" asChild>
        <Link to={item.to}>{face}</Link>
      </DropdownMenu.Item>
    );
  }
  return (
    <DropdownMenu.Item className="menu-item" onSelect={item.onSelect}>
      {face}
    </DropdownMenu.Item>
  );
}
