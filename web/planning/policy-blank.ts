import type { Group, Rule } from './say-rule.ts'

type Kind = Rule['kind']

/** Which kinds of rules a group can be given. */
export const KINDS_OF_GROUP: Record<Exclude<Group, 'exemption'>, readonly Kind[]> = {
  often: ['cap'],
  soon: ['gap'],
  when: ['hours', 'own-hours'],
  consent: ['consent'],
  solve: ['solve-first'],
  speaker: ['speaker'],
  combine: ['combine'],
  carrier: ['cap', 'gap', 'hours'],
}

const DAY = 86_400

type Own<K extends Kind> = Omit<
  Extract<Rule, { kind: K }>,
  'id' | 'name' | 'nameEn' | 'layer' | 'scope' | 'from' | 'until' | 'source'
>

const BLANK: { [K in Kind]: Own<K> } = {
  hours: {
    kind: 'hours',
    workday: [{ from: '09:00', to: '21:00' }],
    restDay: [{ from: '10:00', to: '18:00' }],
    holiday: [],
    weekdays: {},
  },
  'own-hours': { kind: 'own-hours' },
  cap: {
    kind: 'cap',
    count: 'conversations',
    per: 'person',
    limit: 1,
    window: { kind: 'rolling', seconds: 7 * DAY },
    effect: 'delay',
  },
  gap: { kind: 'gap', after: 'conversations', per: 'person', next: 'any', seconds: DAY },
  consent: { kind: 'consent', need: 'explicit' },
  'solve-first': { kind: 'solve-first' },
  speaker: { kind: 'speaker', owner: true, roles: [] },
  combine: { kind: 'combine', most: 2, never: [], first: [] },
}

/** A rule to begin with; its id stays the same for good. */
export function blankRule(kind: Kind, layer: Rule['layer']): Rule {
  const common = { name: '', layer, scope: {}, from: null, until: null, source: '' }
  return { ...common, ...BLANK[kind], id: newId(kind) } as Rule
}

export const newId = (kind: string) => `${kind}-${crypto.randomUUID().slice(0, 8)}`
