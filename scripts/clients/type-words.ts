import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pause, type Screen } from './screen.js'

/** What people type into the To field. */
const WORDS = ['martin', 'dupo', 'marie dup', 'lefè', 'cardio', "o'", 'ly']

/** Time after the last letter for the answer to come and be drawn, in milliseconds. */
export const ANSWER_MS = 4000

/**
 * Goes through words, and tells where each picture was put.
 * @param folder of the pictures @param words in place of the usual ones
 * @param type one word, and keep the picture under that name
 */
export async function eachWord(
  folder: string,
  words: readonly string[],
  type: (word: string, file: string) => Promise<void>,
): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (const [at, word] of (words.length === 0 ? WORDS : words).entries()) {
    const file = join(folder, `${String(at + 1).padStart(2, '0')}-${word.replace(/[^\p{L}\d]+/gu, '_')}.png`)
    await type(word, file)
    process.stdout.write(`${file}\n`)
  }
}

/**
 * Types words into the field that has the keyboard, and keeps a picture of what each completes to.
 * @param window in which the field is @param folder of the pictures @param words typed in place of the usual ones
 * @param closing keys that close the list, and nothing but the list
 */
export async function typeWords(
  screen: Screen,
  window: string,
  folder: string,
  words: readonly string[],
  closing: readonly string[],
): Promise<void> {
  await eachWord(folder, words, async (word, file) => {
    screen.focus(window)
    screen.key('ctrl+a', 'BackSpace')
    screen.type(word)
    await pause(ANSWER_MS)
    screen.picture(file)
    if (closing.length > 0) screen.key(...closing)
  })
}
