/**
 * Segments: which customers a campaign means, said as conditions over a customer, the activity that brought him up and
 * what he bought before. A white list (`rules.ts`) names all that may be asked; conditions become parameters of one
 * set-based statement and never text of it.
 */
export { asGroup, demandConditions, demandUnfinished } from './demand-conditions.ts'
export { conditionsHold, daysBefore, olderOrYounger, teachField } from './store.ts'
