import { heardFrom } from '../../server/contacts/heard-rules.ts'

/** Whether what was typed is enough to look somebody up by: a number, pieces of one, a name or a customer number. */
export function isEnough(text: string): boolean {
  return heardFrom(text) !== null
}

/** Whether what was typed is a whole number, so that it can be stopped or reported by itself. */
export function isWholeNumber(text: string): boolean {
  return heardFrom(text)?.kind === 'number'
}
