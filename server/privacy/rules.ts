export const IDENTIFIER_KINDS = ['phone', 'email', 'id-number'] as const
export type IdentifierKind = (typeof IDENTIFIER_KINDS)[number]

/**
 * What of an identifier is kept in clear, for masks and for search: the last four digits of a phone or ID number; of an
 * e-mail at most the last four characters before the @, and never more than half of them.
 */
export function lastFourOf(kind: IdentifierKind, value: string): string {
  if (kind !== 'email') return value.slice(-4)
  const local = value.slice(0, value.lastIndexOf('@'))
  return local.slice(local.length - Math.min(4, Math.floor(local.length / 2)))
}

/** How an identifier is shown to people who need not know it whole: `••• 4412`, `•••jane@`. */
export function maskOf(identifier: { kind: IdentifierKind; lastFour: string }): string {
  return identifier.kind === 'email' ? `•••${identifier.lastFour}@` : `••• ${identifier.lastFour}`
}
