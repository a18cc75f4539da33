import { revealChoices, revealCopyButtons } from './copy.js'
import { followProfession, proposeCities } from './lists.js'
import { searchWhileTyping } from './live-search.js'

/** What pages do better with a script; each works without. */
function improve(part: ParentNode): void {
  revealCopyButtons(part)
  revealChoices(part)
}

improve(document)
const form = document.querySelector<HTMLFormElement>('form[data-recherche]')
if (form !== null) {
  searchWhileTyping(form, improve)
  followProfession(form)
  proposeCities(form)
}
