import type { Say } from '../kit/words.ts'

/** A single answer as it is spoken of: options as they stand, yes and no in words. */
export function sayAnswer(answer: string | number | boolean, t: Say): string {
  if (typeof answer === 'boolean') return t(answer ? 'planning.yes' : 'planning.no')
  return String(answer)
}
