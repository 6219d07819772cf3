/** The look of the page: a document on screen and on paper, light and dark, without anything from elsewhere. */

export default `
:root { font: 1rem/1.5 system-ui, sans-serif; color-scheme: light dark; background: Canvas; color: CanvasText; --line: #767676 }
body { margin: 0 }
main { max-width: 44rem; margin: auto; padding: 1rem; overflow-wrap: anywhere }
h1, h2, h3, h4 { line-height: 1.25; margin: 1.5em 0 .5em }
h2 { border-top: 1px solid var(--line); padding-top: 1em }
address { font-style: normal }
blockquote { margin: 1em 0; padding-inline-start: 1em; border-inline-start: 3px solid var(--line) }
.labels { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .5em }
.labels li { border: 1px solid var(--line); border-radius: 4px; padding: .25em .75em }
table { border-collapse: collapse; width: 100% }
th, td { text-align: start; vertical-align: top; padding: .3em .6em .3em 0; border-bottom: 1px solid var(--line); font-weight: 400 }
thead th, .kind { font-weight: 600 }
.kind th { font-weight: 600 }
.service th { padding-inline-start: 1em }
section { break-inside: avoid-page }
section section, [data-category] { break-inside: auto }
dl div { display: flex; flex-wrap: wrap; gap: 0 .6em }
dt { font-weight: 600 }
dd { margin: 0 }
summary { font-weight: 600 }
pre { white-space: pre-wrap; font-size: .8rem }
@media print { :root { color-scheme: light } main { max-width: none; padding: 0 } a { color: inherit } }
`.trim();
