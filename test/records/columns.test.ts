import { describe, expect, it } from 'vitest'
import { AnnuaireError } from '../../src/errors.js'
import { resolveColumns } from '../../src/records/columns.js'

const SPEC = {
  nom: { names: ["Nom d'exercice"] },
  role: { names: ['Code rôle'], optional: true },
} as const

describe('resolveColumns', () => {
  it('finds columns by name, whatever their order, case or apostrophe', () => {
    expect(resolveColumns(SPEC, ['CODE ROLE', 'Nom d’exercice'], 'f')).toEqual({ nom: 1, role: 0 })
  })

  it('gives -1 to an optional column that is absent', () => {
    expect(resolveColumns(SPEC, ["Nom d'exercice"], 'f').role).toBe(-1)
  })

  it('names the missing column, the file and the columns that it did not expect', () => {
    const refusal = () => resolveColumns(SPEC, ['Nom', 'Prénom', 'Code rôle'], 'ps.txt')
    expect(refusal).toThrow(AnnuaireError)
    expect(refusal).toThrow(/ps\.txt, ligne 1.*« Nom d'exercice ».*« Nom », « Prénom »/)
  })
})
