import { ATTEMPTS_BEFORE_CLOSING, type CaseStep, transition, whyNotUnheard } from '../../server/cases/rules.ts'
import type { Say } from '../kit/words.ts'
import type { CaseRow } from './CasePieces.tsx'

/** Why a step cannot be taken with a case now, as a sentence; `undefined` when it can. */
export function whyNotStep(
  file: Pick<CaseRow, 'state' | 'escalatedAt' | 'confirmAttempts' | 'solvedBy'>,
  step: Extract<CaseStep, 'assign' | 'note' | 'solve' | 'confirm-again' | 'close-unheard'>,
  t: Say,
  meId = '',
): string | undefined {
  if (!transition(file.state, step)) {
    if (file.state === 'closed') return t('supervision.why-closed')
    return step === 'solve' ? t('supervision.why-solution-submitted') : t('supervision.why-not-solved-yet')
  }
  // While the confirming follow-up is under way the customer is not asked a second time.
  if (step === 'confirm-again' && file.escalatedAt === null) return t('supervision.why-being-confirmed')
  if (step !== 'close-unheard') return undefined
  const { confirmAttempts: made, solvedBy } = file
  const given = {
    escalated: file.escalatedAt !== null,
    confirmAttempts: made,
    solvedBy: solvedBy?.id ?? null,
    by: meId,
  }
  const why = whyNotUnheard(given)
  if (why === 'too-few-attempts') return t('supervision.why-too-few', { made, needed: ATTEMPTS_BEFORE_CLOSING })
  if (why === 'solver-does-not-confirm') return t('supervision.why-solver')
  return why ? t('supervision.why-being-confirmed') : undefined
}
