import type { OnWire } from './diff-rules.ts'
import type { PolicyContent } from './rule-contract.ts'

/** A content as it crosses the wire and is kept: days are text. */
export function wireOf(content: PolicyContent): OnWire<PolicyContent> {
  return JSON.parse(JSON.stringify({ rules: content.rules, exemptions: content.exemptions }))
}
