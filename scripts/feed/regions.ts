import iconv from 'iconv-lite'

/** One regional deposit; the three differ in all that a CSV can differ in. */
export interface Region {
  readonly source: string
  /** INSEE code. */
  readonly code: string
  readonly separator: string
  /** Lines for each line of the activity file: 1 % for the three together. */
  readonly perLine: number
  /** What is written before the header. */
  readonly start: string
  readonly encode: (text: string) => Buffer
}

const utf8 = (text: string) => Buffer.from(text)

export const REGIONS: readonly Region[] = [
  { source: 'paca', code: '93', separator: ';', perLine: 0.0045, start: '', encode: utf8 },
  { source: 'occitanie', code: '76', separator: ',', perLine: 0.0035, start: '\ufeff', encode: utf8 },
  {
    source: 'bretagne',
    code: '53',
    separator: '\t',
    perLine: 0.002,
    start: '',
    encode: (text) => iconv.encode(text, 'windows-1252'),
  },
]
