/** Whether whoever has these abilities has all that is needed. */
export function canDo(has: readonly string[], needed: readonly string[]): boolean {
  return needed.every(one => has.includes(one))
}
