export { ANONYMOUS, type Directory, type DirectorySwitch, type Ranked, type Reader, type Window } from './directory.js'
export { generationId, generationPath, generations, publish, published, revertGeneration } from './generations.js'
export type * from './model.js'
export { openDirectorySwitch } from './open.js'
