export type {
  FeedFile,
  FeedHeader,
  FeedSummary,
  IgnoredFile,
  LineFault,
  RegionalInput,
} from './contract.js'
export { discover } from './discover.js'
export { readFeed } from './read-feed.js'
export type { FeedKind, Row } from './row.js'
