/** Words that are orders where they are not shown as words. Each carries `data-canary`, by which a page that took it is found. */

const CALLS = ["owned()", "top.owned()", "window['owned']()", "(0,owned)()", "owned`1`", "eval('owned()')"];

const SHAPES: readonly ((call: string) => string)[] = [
  (call) => `<script data-canary>${call}</script>`,
  (call) => `<ScRiPt data-canary>${call}</sCrIpT>`,
  (call) => `<img data-canary src=x onerror=${call}>`,
  (call) => `<img data-canary src=x onerror="${call}"//`,
  (call) => `<svg data-canary onload=${call}>`,
  (call) => `<svg data-canary><script>${call}</script></svg>`,
  (call) => `<svg data-canary><animate onbegin=${call} attributeName=x dur=1s>`,
  (call) => `<math data-canary><mtext><table><mglyph><style><img src onerror=${call}>`,
  (call) => `<iframe data-canary srcdoc="<script>parent.${call}</script>">`,
  (call) => `<iframe data-canary src="javascript:parent.${call}">`,
  (call) => `<a data-canary href="javascript:${call}" autofocus onfocus=${call}>x</a>`,
  (call) => `<a data-canary href="java\tscript:${call}">x</a>`,
  (call) => `<details data-canary open ontoggle=${call}>`,
  (call) => `<video data-canary><source onerror=${call}></video>`,
  (call) => `<audio data-canary src=x onerror=${call}>`,
  (call) => `<input data-canary autofocus onfocus=${call}>`,
  (call) => `<body data-canary onload=${call}>`,
  (call) => `<form data-canary action="javascript:${call}"><button>x</button></form>`,
  (call) => `<object data-canary data="javascript:${call}">`,
  (call) => `<embed data-canary src="data:text/html,<script>${call}</script>">`,
  (call) => `<meta data-canary http-equiv=refresh content="0;url=javascript:${call}">`,
  (call) => `<base data-canary href="//evil.test/"><p title='${call}'>`,
  (call) => `<style data-canary>@import 'data:text/css,*{}';/*${call}*/</style>`,
  (call) => `<link data-canary rel=stylesheet href="data:text/css,*{}" onload=${call}>`,
  (call) => `<noscript><p title="</noscript><img data-canary src=x onerror=${call}>">`,
  (call) => `<template data-canary><script>${call}</script></template>`,
  (call) => `[x](javascript:${call})`,
  (call) => `[x](<java&#115;cript:${call}> "data-canary")`,
  (call) => `![x](x"onerror="${call}"data-canary="1)`,
  (call) => `<javascript:${call}>`,
  (call) => `\`\`\`\n</code></pre><img data-canary src=x onerror=${call}>\n\`\`\``,
  (call) => `{{constructor.constructor('${call}')()}}`,
  (call) => `\${${call}}`,
];

/** What is put before, so that it leaves an attribute, a text, a script or a comment first. */
const ESCAPES = ["", '">', "'>", "</textarea>", "</title>", "</script>"] as const;

/** More than a thousand. */
export const PAYLOADS: readonly string[] = ESCAPES.flatMap((before) =>
  SHAPES.flatMap((shape) => CALLS.map((call) => before + shape(call))),
);
