export { match } from './match.js'
export {
  CERTITUDES,
  type Certitude,
  type FieldComparison,
  type MatchCandidate,
  type Matches,
  VERDICTS,
  type Verdict,
} from './matches.js'
export { type AskedField, LONGEST_ASKED, MOST_ASKED, type PersonAsked } from './person-asked.js'
