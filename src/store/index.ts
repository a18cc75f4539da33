export type * from '../resources/person.js'
export { accountsOf } from './account-summary.js'
export {
  ANONYMOUS,
  type Directory,
  type DirectorySwitch,
  type Found,
  type Reader,
  type Window,
} from './directory.js'
export {
  columnsPath,
  generationPath,
  generations,
  hiddenPath,
  published,
} from './generations.js'
export { RegisteredAddresses } from './hidden-addresses.js'
export { publishedInOrder } from './history.js'
export { openDirectorySwitch, readPublished } from './open.js'
export { OwnPace } from './pace.js'
export { revertGeneration } from './publication.js'
export { checkRevealed, hiddenInPrevious, hiddenInPublished, reveal } from './reveal.js'
export { andThen, type MaybePromise } from './steps.js'
