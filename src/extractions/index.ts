export { type Extraction, fileName } from './extraction.js'
export { ExtractionFiles, folderOf } from './extraction-files.js'
export { type ExtractionKind, type FileFormat, FORMATS_OF, MEDIA_TYPES, OBJECTS, type ObjectKind } from './kinds.js'
export { packedBytes, textBytes } from './read-blocks.js'
