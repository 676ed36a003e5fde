/**
 * Cases: the problems customers raised. Each has an owner and a deadline, is solved by one person and confirmed by
 * another who asks the customer in a confirming follow-up; nothing else closes it. What a case can go through is the
 * table of transitions in `rules.ts`.
 */
export { type CaseDue, type CaseFact, caseClosed, caseDue, caseOpened } from './facts.ts'
export { confirmationsClosed, problemRaised, solutionConfirmed } from './listeners.ts'
export { openCase } from './open-case.ts'
export { seenCasesOf } from './seen.ts'
export { solveCase } from './solve-case.ts'
