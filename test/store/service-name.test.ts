import { describe, expect, it } from 'vitest'
import { serviceName, shownName } from '../../src/store/service-name.js'

const CELLS = {
  service: null,
  structure: null,
  description: null,
  commune: null,
  adresse: 'acc.imagerie@chu.mssante.fr',
}

describe('the name of a service', () => {
  it.each([
    [{ service: 'CARDIOLOGIE', structure: 'CHU DE NICE', commune: 'NICE' }, 'CARDIOLOGIE – CHU DE NICE'],
    [{ service: 'CARDIOLOGIE', commune: 'NICE' }, 'CARDIOLOGIE – NICE'],
    [{ service: 'CARDIOLOGIE' }, 'CARDIOLOGIE – chu.mssante.fr'],
    [{ structure: 'CHU DE NICE', description: 'Accueil' }, 'CHU DE NICE'],
    [{ description: 'Accueil\nOuvert le matin' }, 'Accueil'],
    [{}, 'acc imagerie'],
    [{ adresse: '---@chu.mssante.fr' }, '---'],
  ])('of %j is %j', (cells, name) => {
    expect(shownName(serviceName({ ...CELLS, ...cells }))).toBe(name)
  })
})
