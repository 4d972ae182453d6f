/** The style of the report: the colours of VS Code where there are some, else light or dark as the reader wants. */
export const STYLE = `
:root { color-scheme: light dark; --back: #ffffff; --fore: #1f2328; --soft: #59636e; --line: #d1d9e0; --bad: #b42318; --warn: #8a5a00; --good: #1a7f37; --leaf: #9ec5fe; --mid: #c9b6f2; --root: #b6e3c6; --bartext: #1f2328; }
@media (prefers-color-scheme: dark) { :root { --back: #14181f; --fore: #e6edf3; --soft: #9aa5b1; --line: #3a434e; --bad: #ff8a80; --warn: #ffc46b; --good: #6fdd8b; --leaf: #2f5d9e; --mid: #5b4a8a; --root: #2c6b46; --bartext: #ffffff; } }
body.vscode-light, body.vscode-dark, body.vscode-high-contrast, body.vscode-high-contrast-light { --back: var(--vscode-editor-background); --fore: var(--vscode-editor-foreground); --soft: var(--vscode-descriptionForeground); --line: var(--vscode-panel-border, var(--vscode-contrastBorder)); --bad: var(--vscode-errorForeground); --warn: var(--vscode-editorWarning-foreground); --good: var(--vscode-testing-iconPassed); }
body.vscode-light, body.vscode-high-contrast-light { color-scheme: light; --leaf: #9ec5fe; --mid: #c9b6f2; --root: #b6e3c6; --bartext: #1f2328; }
body.vscode-dark, body.vscode-high-contrast:not(.vscode-high-contrast-light) { color-scheme: dark; --leaf: #2f5d9e; --mid: #5b4a8a; --root: #2c6b46; --bartext: #ffffff; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 62rem; background: var(--back); color: var(--fore); font: 1rem/1.5 var(--vscode-font-family, system-ui, sans-serif); }
h1 { font-size: 1.6rem; margin: 0 0 .3rem; } h2 { font-size: 1.2rem; margin: 0; overflow-wrap: anywhere; }
a { color: inherit; } :focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.lead, .places, footer { color: var(--soft); } .places { font-size: .9rem; margin: .2rem 0 .6rem; overflow-wrap: anywhere; }
section { border: 1px solid var(--line); border-left: .4rem solid var(--line); border-radius: .4rem; padding: .9rem 1rem; margin: 1rem 0; break-inside: avoid; }
section.broken, section.silent { border-left-color: var(--bad); } section.leaf { border-left-color: var(--warn); } section.intermediate, section.root { border-left-color: var(--good); }
.verdict { font-weight: 600; margin: .2rem 0; } .broken .verdict, .silent .verdict { color: var(--bad); } .leaf .verdict { color: var(--warn); }
table { border-collapse: collapse; width: 100%; font-size: .92rem; } th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } th { font-weight: 600; }
td.no { color: var(--bad); font-weight: 600; } td.yes { color: var(--good); }
code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); font-size: .85em; overflow-wrap: anywhere; }
details { margin-top: .6rem; } summary { cursor: pointer; }
svg { width: 100%; height: auto; margin: .6rem 0; font: 11px system-ui, sans-serif; } svg text { fill: var(--fore); } svg text.axis, svg text.limit { fill: var(--soft); } svg text.bar { fill: var(--bartext); }
svg .grid { stroke: var(--line); stroke-width: .5; } svg line.limit { stroke: var(--soft); stroke-dasharray: 2 3; } svg line.today { stroke: var(--fore); stroke-width: 2; } svg line.ship { stroke: var(--bad); stroke-width: 2; stroke-dasharray: 5 3; } svg text.ship { fill: var(--bad); }
svg rect.leaf { fill: var(--leaf); } svg rect.intermediate { fill: var(--mid); } svg rect.root { fill: var(--root); } svg rect.next { fill: none; stroke: var(--leaf); stroke-width: 1.5; stroke-dasharray: 4 3; }
@media (forced-colors: active) { svg rect { stroke: CanvasText; } svg text.bar { fill: CanvasText; } svg rect.leaf, svg rect.intermediate, svg rect.root { fill: Canvas; } section { border-left-color: CanvasText; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; } .no-print { display: none; } details > *:not(summary) { display: block; } }
`;
