package html

// style is the look of the page. All text has a contrast of at least 4.5 to 1 in light and dark.
const style = `:root {
	--paper: #ffffff; --ink: #1a1a1a; --muted: #595959; --heading: #1f3864; --link: #0b4f8a;
	--line: #c5ced8; --head: #e7ecf2; --quote: #8fa3bc; --warn: #fff4ce; --warn-ink: #3d2b00; --warn-line: #9a6700;
}
@media screen and (prefers-color-scheme: dark) {
	:root {
		--paper: #16191d; --ink: #e6e6e6; --muted: #a9b0b8; --heading: #b9d0f0; --link: #8cc0f5;
		--line: #3c444d; --head: #262c33; --quote: #5d7390; --warn: #3a2f0b; --warn-ink: #ffe9a8; --warn-line: #d9a520;
	}
}
* { box-sizing: border-box; }
html { background: var(--paper); color: var(--ink); font: 100%/1.55 "Segoe UI", "Noto Sans", system-ui, sans-serif; -webkit-text-size-adjust: 100%; }
body { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; overflow-wrap: break-word; }
h1, h2, h3, h4, h5 { color: var(--heading); line-height: 1.25; margin: 2em 0 .5em; break-after: avoid; break-inside: avoid; }
h1 { font-size: 2rem; margin-top: .5em; }
h2 { font-size: 1.5rem; }
h3 { font-size: 1.2rem; }
h4, h5 { font-size: 1.05rem; }
p, ul, ol, blockquote, figure, .scroll { margin: 0 0 1rem; }
p { orphans: 2; widows: 2; }
.subtitle { color: var(--muted); font-size: 1.2rem; }
.lead { font-size: 1.1rem; }
.small, .caption, figcaption, .side, .notes { font-size: .875rem; }
.caption, figcaption, .small, .side, .muted { color: var(--muted); }
blockquote { border-inline-start: .25rem solid var(--quote); padding-inline-start: 1rem; margin-bottom: .25rem; break-after: avoid; }
.warning { background: var(--warn); color: var(--warn-ink); border-inline-start: .25rem solid var(--warn-line); padding: .5rem .75rem; }
a { color: var(--link); }
.fill a, td[style] a { color: inherit; }
code { font-family: Consolas, "Noto Sans Mono", monospace; font-size: .9em; overflow-wrap: anywhere; }
.fill { padding: .05em .15em; border-radius: .15em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
.fill, td[style], .warning, th { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
nav ul { list-style: none; margin: 0; padding-inline-start: 1.25rem; }
nav > ul { padding-inline-start: 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: start; font-weight: bold; padding: .25rem 0; }
th, td { border-block: 1px solid var(--line); padding: .35rem .5rem; vertical-align: top; text-align: start; min-width: 3.5rem; overflow-wrap: break-word; }
th { background: var(--head); vertical-align: bottom; }
.centre { text-align: center; }
.trailing { text-align: end; font-variant-numeric: tabular-nums; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
figure { break-inside: avoid; }
.picture svg { max-width: 100%; height: auto; }
.sign { text-decoration: none; padding: 0 .15em; }
.back { text-decoration: none; }
.notes { border-top: 1px solid var(--line); margin-top: 3rem; }
:target { outline: 2px solid var(--link); outline-offset: 2px; }
.marked { margin-bottom: 1rem; }
.marked > * { margin-bottom: .25rem; }
.side { border-inline-start: .15rem solid var(--line); padding-inline-start: .75rem; margin-inline-start: 1rem; }
@media screen and (min-width: 56rem), print {
	.marked { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 15rem); gap: 0 1.5rem; }
	.side { margin: 0; }
}
@page { size: A4; margin: 18mm 17mm 20mm; }
@media print {
	html { font-size: 10pt; }
	body { max-width: none; padding: 0; }
	h1 { font-size: 20pt; }
	h2 { font-size: 15pt; }
	h3 { font-size: 12pt; }
	.marked { grid-template-columns: minmax(0, 1fr) 50mm; }
	.page { break-before: page; }
	.scroll { overflow: visible; }
	th, td { min-width: 0; overflow-wrap: anywhere; }
	thead { display: table-header-group; }
	tr, .warning, .side { break-inside: avoid; }
	a { color: inherit; text-decoration-thickness: .5px; }
	a[href^="http"]:not(.address)::after { content: " <" attr(href) ">"; font-size: .85em; overflow-wrap: anywhere; }
	.back { display: none; }
	:target { outline: none; }
}
`
