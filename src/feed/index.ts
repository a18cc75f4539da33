export type {
  Discovery,
  FeedFile,
  FeedHandlers,
  FeedHeader,
  FeedSummary,
  IgnoredFile,
  LineFault,
  RegionalInput,
} from './contract.js'
export { discover } from './discover.js'
export { readFeed } from './read-feed.js'
export type { Encoding, FeedKind, Row, RowFault } from './row.js'
