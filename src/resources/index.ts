export { type JsonSchema, jsonSchemas } from './json-schema.js'
export type { Root } from './roots.js'
