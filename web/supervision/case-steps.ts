import { type CaseStep, transition } from '../../server/cases/rules.ts'
import type { Say } from '../kit/words.ts'
import type { CaseRow } from './CasePieces.tsx'

/** Why a step cannot be taken with a case now, as a sentence; `undefined` when it can. */
export function whyNotStep(
  file: Pick<CaseRow, 'state' | 'escalatedAt'>,
  step: Extract<CaseStep, 'assign' | 'note' | 'solve' | 'confirm-again'>,
  t: Say,
): string | undefined {
  if (!transition(file.state, step)) {
    if (file.state === 'closed') return t('supervision.why-closed')
    return step === 'solve' ? t('supervision.why-solution-submitted') : t('supervision.why-not-solved-yet')
  }
  // While the confirming follow-up is under way the customer is not asked a second time.
  if (step === 'confirm-again' && file.escalatedAt === null) return t('supervision.why-being-confirmed')
  return undefined
}
