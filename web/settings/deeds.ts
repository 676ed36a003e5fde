import { isWord, type Key, type Say } from '../kit/words.ts'

/** What was done, in words; a deed without words of its own keeps its name. */
export function sayDeed(action: string, t: Say): string {
  const deed = action.replaceAll('.', '-')
  return has('did', deed) ? t(`audit.did-${deed}` as Key as 'audit.action') : action
}

/** What an entry is about. */
export function saySubject(subject: string, t: Say): string {
  return has('subject', subject) ? t(`audit.subject-${subject}` as Key as 'audit.action') : subject
}

/** The details of an entry that people can read: ids are left out, names of fields and roles are said in words. */
export function sayFacts(facts: Record<string, unknown>, t: Say): string {
  return Object.entries(facts)
    .map(([name, value]) => [name, asText(value, t, VALUES[name])] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${sayFact(name, t)} ${text}`)
    .join(' · ')
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Where the values of a fact have their words; those of others are their own. */
const VALUES: Record<string, (value: string) => string> = {
  roles: role,
  rolesBefore: role,
  absence: value => `calendars.absence-${value}`,
  events: value => `integrations.event-${value.replaceAll('.', '-')}`,
  enabled: stated,
  passwordOff: stated,
  state: stated,
  source: stated,
}

function role(value: string): string {
  return `kit.role-${value}`
}

function stated(value: string): string {
  return `audit.value-${value}`
}

function asText(value: unknown, t: Say, wordOf: ((value: string) => string) | undefined): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) {
    const texts = value.map(one => asText(one, t, wordOf))
    return texts.filter(Boolean).join(' / ')
  }
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  if (ID.test(text)) return ''
  const word = wordOf?.(text)
  return word && isWord(word) ? t(word as Key as 'kit.role-owner') : text
}

function sayFact(name: string, t: Say): string {
  return has('fact', name) ? t(`audit.fact-${name}` as Key as 'audit.action') : name
}

function has(kind: 'did' | 'subject' | 'fact', name: string): boolean {
  return isWord(`audit.${kind}-${name}`)
}
