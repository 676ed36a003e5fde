import { byStretches, type Survey } from '../customers/index.ts'
import { keepFaults } from './list-check-store.ts'

/** The look at all customers that tells whom one cannot reach, and why. */
export const listCheckSurvey: Survey = {
  kind: 'list-check',
  tables: ['list_fault', 'list_fault_sum'],
  steps: [byStretches(keepFaults)],
}
