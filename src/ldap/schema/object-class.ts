export interface ObjectClass {
  readonly name: string
  readonly oid: string
  readonly kind: 'ABSTRACT' | 'STRUCTURAL' | 'AUXILIARY'
  readonly superior?: string
  readonly must: readonly string[]
  readonly may: readonly string[]
}
