export type {
  ByteFault,
  Discovery,
  FeedFile,
  FeedHandlers,
  FeedHeader,
  FeedSummary,
  IgnoredFile,
  RegionalInput,
} from './contract.js'
export { discover } from './discover.js'
export { readFeed } from './read-feed.js'
export type { Encoding, FeedKind, Row } from './row.js'
