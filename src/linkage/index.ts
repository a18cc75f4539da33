export { match } from './match.js'
export type {
  Certitude,
  FieldComparison,
  MatchCandidate,
  Matches,
  Verdict,
} from './matches.js'
export { type AskedField, LONGEST_ASKED, MOST_ASKED, type PersonAsked } from './person-asked.js'
