export { type JsonSchema, jsonSchemas } from './json-schema.js'
export type { Root } from './roots.js'
export { ROOTS } from './roots.js'
