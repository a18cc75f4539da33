export { type Extraction, fileName } from './extraction.js'
export { ExtractionFiles, folderOf } from './extraction-files.js'
export { type ExtractionKind, FORMATS_OF, MEDIA_TYPES, OBJECTS } from './kinds.js'
export { packedBytes, textBytes } from './read-blocks.js'
