import type { Exemption, PolicyContent, PolicyRule } from './rule-contract.ts'

/** A thing as it crosses the wire: days are ISO 8601 text. */
export type OnWire<T> = T extends Temporal.PlainDate
  ? string
  : T extends Temporal.Instant
    ? string
    : T extends object
      ? { [K in keyof T]: OnWire<T[K]> }
      : T

type Of<Kind> = Kind extends 'rule' ? OnWire<PolicyRule> : OnWire<Exemption>

/** What became of one rule or exemption from one version to another; `fields` names what differs in it. */
export type Change<Kind extends 'rule' | 'exemption' = 'rule' | 'exemption'> = Kind extends unknown
  ? { of: Kind; id: string; before: Of<Kind> | null; after: Of<Kind> | null; fields: string[] }
  : never

type Content = OnWire<PolicyContent>

/** What differs between two versions, in the order of the newer one; what was removed comes last. */
export function differences(before: Content, after: Content): Change[] {
  return [
    ...changesOf('rule', before.rules, after.rules),
    ...changesOf('exemption', before.exemptions, after.exemptions),
  ] as Change[]
}

function changesOf<T extends { id: string }>(of: 'rule' | 'exemption', before: readonly T[], after: readonly T[]) {
  const old = new Map(before.map(item => [item.id, item]))
  const kept = new Set(after.map(item => item.id))
  return [
    ...after
      .map(item => ({ of, id: item.id, before: old.get(item.id) ?? null, after: item }))
      .map(change => ({ ...change, fields: change.before ? fieldsThatDiffer(change.before, change.after) : [] }))
      .filter(change => !change.before || change.fields.length > 0),
    ...before
      .filter(item => !kept.has(item.id))
      .map(item => ({ of, id: item.id, before: item, after: null, fields: [] as string[] })),
  ]
}

function fieldsThatDiffer(before: object, after: object): string[] {
  const [a, b] = [before, after] as Record<string, unknown>[]
  const names = new Set([...Object.keys(a!), ...Object.keys(b!)])
  return [...names].filter(name => inOneOrder(a![name]) !== inOneOrder(b![name]))
}

/** A value as text, whatever the order in which its parts were written; an empty part is none. */
function inOneOrder(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part) && !('toJSON' in part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(
              ([, inner]) => inner !== undefined && !(Array.isArray(inner) && inner.length === 0 && isScope(part)),
            )
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : part,
  )
}

// In a scope a part without entries and a part left out say the same; hours without spans do not.
function isScope(part: object): boolean {
  return Object.keys(part).every(name => SCOPE_PARTS.has(name))
}

const SCOPE_PARTS = new Set([
  'branchIds',
  'campaignIds',
  'purposeClasses',
  'purposes',
  'channels',
  'tags',
  'stages',
  'countries',
])
