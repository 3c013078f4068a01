import { Link, type LinkProps } from "@remix-run/react";
import type { ButtonHTMLAttributes } from "react";

export type ButtonLook = "primary" | "plain" | "quiet";

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** One primary act a view at most; quiet ones step back. */
  readonly look?: ButtonLook;
}

export function Button({ look = "plain", type = "button", className, ...rest }: ButtonProps) {
  return <button type={type} className={classOf(look, className)} {...rest} />;
}

/** A link that looks like a button, where following it is the act. */
export function LinkButton({ look = "plain", className, ...rest }: LinkProps & { look?: ButtonLook }) {
  return <Link className={classOf(look, className)} {...rest} />;
}

function classOf(look: ButtonLook, more = ""): string {
  return `button button-${look} ${more}`.trim();
}
