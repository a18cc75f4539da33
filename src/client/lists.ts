const WAIT_MS = 200

interface Coded {
  readonly code: string
  readonly libelle: string | null
}

/** The list of spécialités follows the profession that is chosen. */
export function followProfession(form: HTMLFormElement): void {
  const professions = form.querySelector<HTMLSelectElement>('select[name="profession"]')
  const specialites = form.querySelector<HTMLSelectElement>('select[name="specialite"]')
  if (professions === null || specialites === null) return
  professions.addEventListener('change', () => void follow(professions.value, specialites))
}

async function follow(profession: string, list: HTMLSelectElement): Promise<void> {
  const of = profession === '' ? '' : `?profession=${encodeURIComponent(profession)}`
  const response = await fetch(`/v1/nomenclatures/specialites${of}`, { headers: { accept: 'application/json' } })
  if (!response.ok) return
  const { resultats } = (await response.json()) as { resultats: readonly Coded[] }
  const chosen = list.value
  const known = new Map(resultats.map(({ code, libelle }) => [code, libelle ?? code]))
  const options = [...known].map(([code, label]) => new Option(label, code, false, code === chosen))
  list.replaceChildren(new Option('Indifférent', ''), ...options)
}

/** Proposes the cities that begin as what is typed. */
export function proposeCities(form: HTMLFormElement): void {
  const list = document.getElementById('villes')
  const field = form.querySelector<HTMLInputElement>('input[list="villes"]')
  if (list === null || field === null) return
  let waiting: ReturnType<typeof setTimeout> | undefined
  field.addEventListener('input', () => {
    clearTimeout(waiting)
    const start = field.value.trim()
    if (start.length < 2) return
    waiting = setTimeout(() => {
      void citiesOf(start).then((cities) => list.replaceChildren(...cities.map((city) => new Option(city, city))))
    }, WAIT_MS)
  })
}

async function citiesOf(start: string): Promise<readonly string[]> {
  const response = await fetch(`/villes?debut=${encodeURIComponent(start)}`, {
    headers: { accept: 'application/json' },
  })
  return response.ok ? ((await response.json()) as { villes: readonly string[] }).villes : []
}
