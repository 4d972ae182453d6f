const LIGHT =
  '--back: #ffffff; --fore: #1f2328; --soft: #59636e; --line: #d1d9e0; --bad: #b42318; --warn: #8a5a00; --good: #1a7f37; --leaf: #9ec5fe; --mid: #c9b6f2; --root: #b6e3c6; color-scheme: light;';
const DARK =
  '--back: #14181f; --fore: #e6edf3; --soft: #9aa5b1; --line: #3a434e; --bad: #ff8a80; --warn: #ffc46b; --good: #6fdd8b; --leaf: #3f73bd; --mid: #6f5aa8; --root: #35805a; color-scheme: dark;';

/**
 * The style of the report: light or dark as the reader wants, the ground and the type of VS Code where it shows the
 * page, always light on paper. The colours that carry a meaning are its own, because themes have no such text colours
 * that can be read on every ground (WCAG 2.2, 1.4.3). A section is laid out when it comes near the window, so that the
 * page of a thousand hosts opens at once; paper gets all of them.
 */
export const STYLE = `
:root { ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
@media screen {
body.vscode-light, body.vscode-high-contrast-light { ${LIGHT} }
body.vscode-dark, body.vscode-high-contrast:not(.vscode-high-contrast-light) { ${DARK} }
body[class*=vscode-] { --back: var(--vscode-editor-background); --fore: var(--vscode-editor-foreground); --soft: color-mix(in srgb, var(--fore) 78%, var(--back)); --line: var(--vscode-contrastBorder, color-mix(in srgb, var(--fore) 22%, var(--back))); font-size: max(14px, var(--vscode-font-size, 14px)); }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5em; max-width: 68em; background: var(--back); color: var(--fore); font-family: var(--vscode-font-family, system-ui, sans-serif); line-height: 1.5; }
h1 { font-size: 1.7em; margin: 0 0 .3em; line-height: 1.2; } h2 { font-size: 1.25em; margin: 0; line-height: 1.3; overflow-wrap: anywhere; }
a { color: inherit; text-decoration: underline; text-underline-offset: .15em; } :focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.lead { font-size: 1.05em; max-width: 58em; margin: 0 0 1.2em; } .places, footer, .unless { color: var(--soft); } .places { font-size: .9em; margin: .2em 0 .6em; overflow-wrap: anywhere; }
.broken { --tone: var(--bad); } .silent, .leaf { --tone: var(--warn); } .intermediate, .root { --tone: var(--good); } .unasked { --tone: var(--soft); }
.mark { display: inline-block; width: 1.5em; height: 1.5em; line-height: 1.35em; border: .1em solid; border-radius: 50%; text-align: center; font-size: .8em; font-weight: 700; color: var(--tone); margin-right: .3em; vertical-align: .1em; }
section { border: 1px solid var(--line); border-left: .4em solid var(--tone); border-radius: .4em; padding: .9em 1.1em; margin: 1.2em 0; break-inside: avoid; content-visibility: auto; contain-intrinsic-size: auto 42em; }
.verdict { font-weight: 600; margin: .2em 0; } .broken .verdict { color: var(--bad); } .silent .verdict, .leaf .verdict { color: var(--warn); }
.careful { margin: .5em 0; padding: .4em .8em; border: 1px solid var(--warn); border-radius: .3em; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; font-size: .95em; } th, td { text-align: left; vertical-align: top; padding: .35em .8em .35em 0; border-bottom: 1px solid var(--line); overflow-wrap: break-word; } th { font-weight: 600; } tbody th { font-weight: normal; } td a { overflow-wrap: anywhere; }
.overview td:nth-child(2) { color: var(--tone); font-weight: 600; } .overview td:nth-child(n + 3) { font-variant-numeric: tabular-nums; }
td.no { color: var(--bad); font-weight: 600; } td.yes { color: var(--good); font-weight: 600; } .unless { font-weight: normal; font-size: .9em; } .survival code { font-size: .8em; } .certificates td:nth-child(3) { min-width: 8em; }
code { background: none; padding: 0; color: inherit; font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: .85em; overflow-wrap: anywhere; }
details { margin-top: .6em; } summary { cursor: pointer; overflow-wrap: anywhere; } ul { padding-left: 1.2em; }
.picture { overflow-x: auto; margin: .7em 0; } svg { display: block; width: 100%; min-width: 44rem; height: auto; font: 12px system-ui, sans-serif; } svg text { fill: var(--fore); } svg text.axis, svg text.limit { fill: var(--soft); }
svg .grid { stroke: var(--line); stroke-width: .5; } svg line.limit { stroke: var(--soft); stroke-dasharray: 2 3; } svg line.today { stroke: var(--fore); stroke-width: 2; } svg line.ship { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 5 3; } svg text.ship { fill: var(--bad); }
svg rect.leaf { fill: var(--leaf); } svg rect.intermediate { fill: var(--mid); } svg rect.root { fill: var(--root); } svg rect.next { fill: none; stroke: var(--leaf); stroke-width: 1.5; stroke-dasharray: 4 3; }
@media screen and (max-width: 40rem) {
body { padding: 1em; } section { padding: .7em .8em; }
thead { position: absolute; clip-path: inset(50%); } tr { display: block; padding: .5em 0; border-bottom: 1px solid var(--line); } th, td { display: block; border: 0; padding: .1em 0; } td[data-label]::before { content: attr(data-label) ": "; color: var(--fore); font-weight: normal; } .survival td:last-child:not(:has(code)) { display: none; }
}
@media (forced-colors: active) { svg text { fill: CanvasText; } svg line.today, svg line.ship, svg line.limit { stroke: CanvasText; } svg rect.leaf, svg rect.intermediate, svg rect.root { fill: Canvas; stroke: CanvasText; } svg rect.next { stroke: CanvasText; } section { border-left-color: CanvasText; } }
@media print { section { content-visibility: visible; } body { max-width: none; padding: 0; font-size: 10pt; } .no-print { display: none; } .picture { overflow: visible; } svg { min-width: 0; } details::details-content { content-visibility: visible; height: auto; } }
`;
