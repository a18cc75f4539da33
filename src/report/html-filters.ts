import { type Avis, type FichierAlimente, SEVERITIES } from '../resources/report.js'
import { escapeXml } from '../text/xml.js'

/** Values of a list that is offered; beyond, people type them. */
const OFFERED = 200

/** What is shown of a report may be chosen in the page; it stays hidden where no script runs, and the page is whole. */
export function filterForm(files: readonly FichierAlimente[], examples: ReadonlyMap<string, readonly Avis[]>): string {
  const shown = [...examples.values()].flat()
  const distinct = (values: readonly (string | null)[]): string[] =>
    [...new Set(values.filter((one): one is string => one !== null && one !== ''))].sort().slice(0, OFFERED)
  const codes = distinct(files.flatMap((file) => file.avis.map(({ code }) => code)))
  return `<form id="filtres" hidden>
${choice('source', 'Source', distinct(files.map(({ source }) => source)))}
${choice('criticite', 'Criticité', SEVERITIES)}
${choice('code', 'Code', codes)}
${choice('domaine', 'Domaine', distinct(shown.map(({ domaine }) => domaine)))}
${choice('etablissement', 'Établissement', distinct(shown.map(({ etablissement }) => etablissement)))}
<button type="reset">Tout montrer</button>
<p role="status"></p>
</form>
`
}

function choice(name: string, label: string, values: readonly string[]): string {
  const options = values.map((value) => `<option>${escapeXml(value)}</option>`).join('')
  return `<label>${label} <select name="${name}"><option value="">(tout)</option>${options}</select></label>`
}

/** By the attributes of the page alone: it asks for nothing, and what it hides is still there. */
export const FILTER_SCRIPT = `(function(){
var form=document.getElementById('filtres');form.hidden=false;
function all(root,selector){return Array.prototype.slice.call(root.querySelectorAll(selector))}
function apply(){
var want={};all(form,'select').forEach(function(one){want[one.name]=one.value});
var owned=want.domaine!==''||want.etablissement!=='',total=0;
all(document,'.fichier').forEach(function(file){
var ofFile=want.source===''||file.dataset.source===want.source,some=false;
all(file,'.regle').forEach(function(rule){
var shown=ofFile&&(want.code===''||rule.dataset.code===want.code)&&(want.criticite===''||rule.dataset.criticite===want.criticite),rows=0;
all(rule,'tbody tr').forEach(function(row){
row.hidden=!((want.domaine===''||row.dataset.domaine===want.domaine)&&(want.etablissement===''||row.dataset.etablissement===want.etablissement));
if(!row.hidden)rows++});
rule.querySelector('.filtres').textContent=owned?', '+rows+' après filtre':'';
rule.hidden=!shown||(owned&&rows===0);if(!rule.hidden){some=true;total+=rows}});
file.hidden=!ofFile||(!some&&(owned||want.code!==''||want.criticite!==''))});
form.querySelector('[role=status]').textContent=total+' exemples montrés'}
form.addEventListener('change',apply);
form.addEventListener('reset',function(){setTimeout(apply,0)});
form.addEventListener('submit',function(event){event.preventDefault()})})();`
