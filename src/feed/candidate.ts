import type { FeedFile, IgnoredFile } from './contract.js'

/** A file found, and whether the user named it (or its archive) himself. */
export interface Candidate {
  readonly file: FeedFile
  readonly explicit: boolean
}

/** What one path gave. */
export interface Found {
  readonly candidates: Candidate[]
  readonly ignored: IgnoredFile[]
}

export function locationKey({ location }: FeedFile): string {
  return `${location.path}\0${location.entry ?? ''}`
}
