import { describe, expect, it } from 'vitest'
import { typedWords } from '../../src/search/typed-words.js'

describe('the words of a search bar', () => {
  it.each([
    ['dupont cardio', ['dupont', 'cardio'], ['dupont', 'cardio']],
    ['le floch marseille', ['le floch', 'marseille'], ['le floch', 'marseille']],
    ['de gaulle paris', ['gaulle', 'paris'], ['de gaulle', 'paris']],
    ['de gaulle', ['de gaulle'], ['de gaulle']],
    ['jean de la fontaine', ['jean', 'la fontaine'], ['jean', 'de la fontaine']],
    ['infirmier à saint denis', ['infirmier', 'saint denis'], ['infirmier', 'à saint denis']],
    ["l'hôpital nord", ['hôpital', 'nord'], ["l'hôpital", 'nord']],
    ["d'or", ["d'or"], ["d'or"]],
    // The last one is still being typed.
    ['dupont le', ['dupont', 'le'], ['dupont', 'le']],
    ['le', ['le'], ['le']],
    ['dr dupont', ['dupont'], ['dupont']],
    ['de dr dupont nord', ['dupont', 'nord'], ['dupont', 'nord']],
    ['paris cedex 13 dupont', ['paris', 'dupont'], ['paris', 'dupont']],
    ['cedex', ['cedex'], ['cedex']],
    ['(dupont);[cardio]|«marseille»', ['dupont', 'cardio', 'marseille'], ['dupont', 'cardio', 'marseille']],
    ['--dupont-martin--', ['dupont-martin'], ['dupont-martin']],
    ['@chu.fr', ['@chu.fr'], ['@chu.fr']],
    [' . - \u0301 ', [], []],
  ])('%s', (typed, sought, names) => {
    const words = typedWords(typed)
    expect(words.map((word) => word.sought)).toEqual(sought)
    expect(words.map((word) => word.name)).toEqual(names)
  })
})
