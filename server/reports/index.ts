/**
 * Reports: read-only pictures of the work, on screens, as workbooks and by e-mail at set times. What is counted how stands
 * in the `rules.ts` files, the words of the rates in `reasons.ts`. Every picture is one statement over the rows of the
 * modules below; the plan of each day is written down
 * in the morning, because it must not change afterwards, and whom a coverage rule found, so that only who is new is told.
 */
export { type CoverageAlerted, coverageAlerted } from './coverage-facts.ts'
export { freezePlan } from './freeze-plan.ts'
export { todayReport } from './today.ts'
