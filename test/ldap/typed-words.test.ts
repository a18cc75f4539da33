import { describe, expect, it } from 'vitest'
import { typedWords } from '../../src/ldap/filter/typed-words.js'
import type { Filter } from '../../src/ldap/protocol/filter.js'
import { equal, inside, present, starts } from './filters.js'

const anyOf = (...of: readonly Filter[]): Filter => ({ kind: 'or', of })
const allOf = (...of: readonly Filter[]): Filter => ({ kind: 'and', of })

describe('the words that somebody typed', () => {
  it.each<[string, Filter, readonly string[]]>([
    ['one fragment of several attributes', anyOf(inside('cn', 'dup'), inside('mail', 'dup')), ['dup']],
    ['attributes that do not exist', anyOf(inside('cn', 'dup'), inside('mozillaNickname', 'dup')), ['dup']],
    [
      'pieces, the whole text and its first word',
      anyOf(inside('cn', 'jean', 'dup'), inside('mail', 'jean dup'), inside('givenName', 'jean')),
      ['jean', 'dup'],
    ],
    ['nested disjunctions', anyOf(starts('mail', 'Dup'), anyOf(starts('cn', 'dup'), starts('sn', 'dup'))), ['dup']],
    [
      'presence and a class beside',
      allOf(present('mail'), equal('objectClass', 'person'), anyOf(starts('cn', 'dup'), starts('mail', 'dup'))),
      ['dup'],
    ],
    [
      'a disjunction a word',
      allOf(anyOf(inside('cn', 'zoé'), inside('l', 'zoé')), anyOf(inside('cn', 'dup'), inside('l', 'dup'))),
      ['zoé', 'dup'],
    ],
    ['a comma', inside('cn', 'dupont, marie'), ['dupont', 'marie']],
    ['a whole value beside a start', anyOf(equal('cn', 'dup'), starts('cn', 'dup')), ['dup']],
  ])('are known from %s', (_, filter, words) => {
    expect(typedWords(filter)?.words).toEqual(words)
  })

  it.each<[string, Filter]>([
    ['a whole value', equal('sn', 'dupont')],
    ['whole values alone', anyOf(equal('sn', 'dupont'), equal('cn', 'dupont'))],
    ['criteria on attributes', allOf(starts('sn', 'dup'), starts('givenName', 'zo'))],
    ['another criterion beside', allOf(equal('departement', '75'), anyOf(inside('cn', 'dup'), inside('mail', 'dup')))],
    ['different words in one disjunction', anyOf(inside('cn', 'dup'), inside('cn', 'martin'))],
    ['no name among the attributes', anyOf(inside('l', 'paris'), inside('o', 'paris'))],
    ['a negation', allOf(anyOf(inside('cn', 'dup'), inside('mail', 'dup')), { kind: 'not', of: present('title') })],
    ['presence alone', present('cn')],
    ['nothing', anyOf()],
    ['signs alone', anyOf(inside('cn', '--'), inside('mail', '--'))],
    ['a long text', inside('cn', 'a'.repeat(200))],
    ['many words', inside('cn', 'un deux trois quatre cinq six sept')],
    ['bytes that are no text', { ...(inside('cn', 'dup') as Extract<Filter, { any: unknown }>), unreadable: true }],
  ])('are none in %s', (_, filter) => {
    expect(typedWords(filter)).toBeNull()
  })
})
