/** Shows the buttons that copy an address: without a script they would do nothing. */
export function revealCopyButtons(part: ParentNode): void {
  for (const button of part.querySelectorAll<HTMLButtonElement>('button[data-copier]')) {
    button.hidden = false
    button.addEventListener('click', () => void copy(button, button.dataset['copier'] ?? ''))
  }
}

/** Shows the boxes that choose addresses, and the button that copies those chosen. */
export function revealChoices(part: ParentNode): void {
  const button = part.querySelector<HTMLButtonElement>('button[data-copier-choix]')
  const boxes = [...part.querySelectorAll<HTMLInputElement>('input[data-adresses]')]
  if (button === null || boxes.length === 0) return
  const parent = button.parentElement
  if (parent !== null) parent.hidden = false
  const chosen = (): string[] =>
    boxes.filter(({ checked }) => checked).flatMap((box) => (box.dataset['adresses'] ?? '').split(' '))
  for (const box of boxes) {
    box.hidden = false
    box.addEventListener('change', () => {
      const { length } = chosen()
      button.disabled = length === 0
      button.textContent = length === 0 ? 'Copier les adresses choisies' : `Copier les adresses choisies (${length})`
    })
  }
  button.addEventListener('click', () => void copy(button, chosen().join(', ')))
}

const TOLD_MS = 3_000

/** The button itself tells what came of it, and the page's status does so aloud. */
async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  const told = (await written(text)) ? 'Copié' : 'Copie refusée par le navigateur'
  const before = button.innerHTML
  button.textContent = told
  announce(told)
  setTimeout(() => {
    if (button.textContent === told) button.innerHTML = before
  }, TOLD_MS)
}

async function written(text: string): Promise<boolean> {
  try {
    // Over plain HTTP from another machine browsers have no clipboard: a selection can still be copied.
    if (navigator.clipboard === undefined) return copiedBySelection(text)
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copiedBySelection(text)
  }
}

function copiedBySelection(text: string): boolean {
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'invisible'
  document.body.append(area)
  const before = document.activeElement
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus()
  return done
}

/** Says a short text to who does not see the page. */
export function announce(text: string): void {
  const status = document.getElementById('annonce')
  if (status !== null) status.textContent = text
}
