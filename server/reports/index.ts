/**
 * Reports: read-only pictures of the work. What is counted how stands in `rules.ts`; the words of the rates in
 * `reasons.ts`. Nothing is stored: every picture is one statement over the rows of the modules below.
 */
export { todayReport } from './today.ts'
