import type { Say } from '../kit/words.ts'
import { words } from './words.ts'

/** What an entry of the audit log can be about. */
export const SUBJECTS = [
  'customer',
  'identifier',
  'contact-point',
  'contact-policy',
  'campaign',
  'script',
  'import',
] as const

type Deed = keyof typeof words.zh extends infer K ? (K extends `did-${infer D}` ? D : never) : never

/** What was done, in words; a deed without words of its own keeps its name. */
export function sayDeed(action: string, t: Say): string {
  const deed = action.replaceAll('.', '-')
  return hasWords(deed) ? t(`settings.did-${deed}`) : action
}

function hasWords(deed: string): deed is Deed {
  return `did-${deed}` in words.zh
}
