import Database from 'better-sqlite3'
import { describe, expect, it } from 'vitest'
import { abortsOnCollection, keepWrappers } from '../../src/store/kept-wrappers.js'

describe('objects of the native module', () => {
  it.each([
    ['v20.20.2', false],
    ['v22.23.3', false],
    ['v24.18.1', false],
    ['v24.19.0', true],
    ['v24.21.0', true],
    ['v26.12.1', false],
  ])('must not be collected by Node %s: %s', (version, must) => {
    expect(abortsOnCollection(version)).toBe(must)
  })

  it('work as before once they are kept', () => {
    const first = new Database(':memory:')
    keepWrappers(first)
    first.close()
    const db = new Database(':memory:')
    db.exec('CREATE TABLE nombre (n); INSERT INTO nombre VALUES (1), (2)')
    expect([...db.prepare('SELECT n FROM nombre ORDER BY n').pluck().iterate()]).toEqual([1, 2])
    expect(db.pragma('user_version', { simple: true })).toBe(0)
    expect(db.transaction(() => db.prepare('SELECT count(*) FROM nombre').pluck().get())()).toBe(2)
    expect(() => db.prepare('SELECT rien')).toThrow(/no such column/)
    db.close()
  })
})
