export {
  ANONYMOUS,
  type Directory,
  type DirectorySwitch,
  type Found,
  type Ranked,
  type Reader,
  type Window,
} from './directory.js'
export { GENERATION_FORMAT } from './generation-info.js'
export {
  columnsPath,
  generationId,
  generationPath,
  generations,
  hiddenPath,
  published,
} from './generations.js'
export { RegisteredAddresses } from './hidden-addresses.js'
export { publishedInOrder, wasPublished } from './history.js'
export type * from './model.js'
export { openDirectorySwitch } from './open.js'
export { publish, revertGeneration } from './publication.js'
export { checkRevealed, hiddenInPrevious, hiddenInPublished, reveal, settleRegister } from './reveal.js'
export type { Awaitable } from './steps.js'
