import { factKind } from '../platform/facts.ts'

/** A rule found customers newly left alone. */
export interface CoverageAlerted {
  alertId: string
  ruleId: string
  ruleName: string
  branchId: string
  days: number
  /** How many are new, and how many there are with them. */
  newly: number
  alone: number
  /** The new ones, at most 100. */
  customerIds: readonly string[]
}
export const coverageAlerted = factKind<CoverageAlerted>()
