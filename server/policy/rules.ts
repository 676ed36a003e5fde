import type { Exemption, PolicyContent, PolicyRule } from './rule-contract.ts'

/** A version of the policy as it holds; `version` 0 is the product's default. */
export type PolicyInForce = { readonly version: number } & PolicyContent

const DAY = 86_400
const common = { layer: 'own', scope: {}, from: null, until: null, source: '' } as const

/** The rules of an organisation that has not stated its own (docs/decisions/0021-default-contact-policy.md). */
export const DEFAULT_CONTENT: PolicyContent = {
  rules: [
    {
      ...common,
      id: 'hours',
      name: '可联系时段',
      nameEn: 'Contact hours',
      kind: 'hours',
      workday: [
        { from: '09:00', to: '12:00' },
        { from: '14:00', to: '21:00' },
      ],
      restDay: [
        { from: '10:00', to: '12:00' },
        { from: '14:00', to: '18:00' },
      ],
      holiday: [],
      weekdays: {},
    },
    {
      ...common,
      id: 'conversation-cap',
      name: '通话次数上限',
      nameEn: 'Limit of conversations',
      kind: 'cap',
      count: 'conversations',
      per: 'person',
      limit: 3,
      window: { kind: 'rolling', seconds: 30 * DAY },
      effect: 'delay',
    },
    {
      ...common,
      id: 'attempt-cap',
      name: '拨打次数上限',
      nameEn: 'Limit of attempts',
      kind: 'cap',
      count: 'attempts',
      per: 'person',
      limit: 10,
      window: { kind: 'rolling', seconds: 30 * DAY },
      effect: 'delay',
    },
    {
      ...common,
      id: 'quiet-period',
      name: '不同事项间的静默期',
      nameEn: 'Quiet between matters',
      kind: 'gap',
      after: 'conversations',
      per: 'person',
      next: 'other-matter',
      seconds: 7 * DAY,
    },
    {
      ...common,
      id: 'attempt-gap',
      name: '两次拨打的间隔',
      nameEn: 'Between two attempts',
      kind: 'gap',
      after: 'attempts',
      per: 'person',
      next: 'any',
      seconds: 7200,
    },
  ] satisfies PolicyRule[],
  exemptions: [] satisfies Exemption[],
}

/** What holds while an organisation has stated nothing. */
export const DEFAULT_POLICY_IN_FORCE: PolicyInForce = { version: 0, ...DEFAULT_CONTENT }
