/** Style of the HTML report: system fonts, both colour schemes, and paper. */
export const STYLE = `
:root { color-scheme: light dark; --bord: #8886; --rouge: #b3261e; --orange: #9a5b00; --bleu: #1f5fa8; --vert: #1c6e3d; }
@media (prefers-color-scheme: dark) { :root { --rouge: #ff8a80; --orange: #ffb74d; --bleu: #90caf9; --vert: #81c995; } }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
section { border-top: 1px solid var(--bord); margin-top: 2rem; padding-top: 1rem; }
.etat { font-weight: 600; }
.publiee { color: var(--vert); }
.refusee { color: var(--rouge); }
.empreinte { font-family: ui-monospace, monospace; font-size: .8rem; overflow-wrap: anywhere; }
.totaux { display: flex; flex-wrap: wrap; gap: 1rem; margin: 1rem 0; }
.totaux div { border: 1px solid var(--bord); border-radius: .5rem; padding: .5rem 1rem; min-width: 8rem; }
.totaux dd { margin: 0; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
details { margin: .75rem 0; }
summary { cursor: pointer; }
.severite { border: 1px solid currentColor; border-radius: 1rem; font-size: .8rem; padding: .1rem .6rem; }
.bloquante { color: var(--rouge); }
.avertissement { color: var(--orange); }
.information { color: var(--bleu); }
table { border-collapse: collapse; width: 100%; font-size: .9rem; }
caption { text-align: left; padding: .25rem 0; }
th, td { border-bottom: 1px solid var(--bord); padding: .3rem .5rem; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
mark { background: #ffd54f55; color: inherit; }
form { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1rem 0; }
form[hidden], [hidden] { display: none; }
form p { flex-basis: 100%; margin: 0; }
.tendance { width: 100%; max-width: 40rem; height: auto; }
.legende span { margin-right: 1rem; }
@media print { form { display: none; } }
@media print { main { max-width: none; } details > * { display: revert; } }
`
