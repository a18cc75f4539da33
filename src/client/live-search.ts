import { announce } from './copy.js'

const WAIT_MS = 150
/** Letters from which a start is searched while it is typed. */
const SHORTEST = 3
const RESULTS = 'resultats'

/** Shows the results as one types, without leaving the field; the address stays one that can be shared. */
export function searchWhileTyping(form: HTMLFormElement, improve: (part: ParentNode) => void): void {
  let waiting: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined
  let shown = queryOf(form)
  let here = location.pathname + location.search

  const run = async (isSubmitted: boolean): Promise<void> => {
    clearTimeout(waiting)
    const query = queryOf(form)
    if (query === shown && !isSubmitted) return
    running?.abort()
    running = new AbortController()
    const address = `${form.getAttribute('action')}${query === '' ? '' : `?${query}`}`
    try {
      const response = await fetch(address, { signal: running.signal, headers: { accept: 'text/html' } })
      // A refused search is told by the whole page, beside its fields: what is half typed is not wrong yet.
      if (!response.ok) {
        if (isSubmitted) location.assign(address)
        return
      }
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      show(page, improve)
      if (isSubmitted && query !== shown) history.pushState(null, '', address)
      else history.replaceState(null, '', address)
      shown = query
      here = address
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return
      if (isSubmitted) location.assign(address)
    }
  }

  form.addEventListener('input', () => {
    clearTimeout(waiting)
    if (isLongEnough(form)) waiting = setTimeout(() => void run(false), WAIT_MS)
  })
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void run(true)
  })
  // What the back button brings back is read again from its address; a link within the page changes nothing.
  addEventListener('popstate', () => {
    if (location.pathname + location.search !== here) location.reload()
  })
}

function show(page: Document, improve: (part: ParentNode) => void): void {
  const [now, next] = [document.getElementById(RESULTS), page.getElementById(RESULTS)]
  if (now === null || next === null) return
  document.getElementById('erreurs')?.remove()
  for (const field of document.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid')
  for (const told of document.querySelectorAll('form .faute')) told.remove()
  now.replaceWith(document.adoptNode(next))
  document.title = page.title
  improve(next)
  announce(next.querySelector('h2')?.textContent ?? '')
}

/** What is asked, without the fields that are left empty. */
function queryOf(form: HTMLFormElement): string {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value.trim() !== '') query.append(name, value.trim())
  }
  return query.toString()
}

/** Nothing typed at all, or no text of one or two letters only. */
function isLongEnough(form: HTMLFormElement): boolean {
  const texts = [...form.querySelectorAll<HTMLInputElement>('input[type="text"], input[type="search"]')]
  const typed = texts.map(({ value }) => value.trim().length).filter((length) => length > 0)
  return typed.length === 0 || typed.some((length) => length >= SHORTEST)
}
