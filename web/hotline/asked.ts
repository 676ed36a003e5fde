import { heardFrom } from '../../server/contacts/heard-rules.ts'

/** Whether what was typed is enough to look somebody up by: a number, pieces of one, an e-mail address, a name or a customer number. */
export function isEnough(text: string): boolean {
  return heardFrom(text) !== null
}

/** Whether what was typed is a whole number, so that it can be stopped or reported by itself. */
export function isWholeNumber(text: string): boolean {
  return heardFrom(text)?.kind === 'number'
}

/** Whether what was typed is an e-mail address, which can be stopped by itself too. */
export function isAddress(text: string): boolean {
  return heardFrom(text)?.kind === 'address'
}
