/** Whether words are a whole number or an address, which points at one person: kept in no address bar, view or batch. */
export function isIdentifier(words = ''): boolean {
  return words.includes('@') || words.replaceAll(/\D/g, '').length >= 7
}
