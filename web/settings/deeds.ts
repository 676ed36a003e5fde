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
    .map(([name, value]) => [name, asText(value, t, name.startsWith('roles'))] as const)
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${sayFact(name, t)} ${text}`)
    .join(' · ')
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function asText(value: unknown, t: Say, isRole = false): string {
  if (value === null || value === undefined || value === '') return ''
  if (Array.isArray(value)) {
    const texts = value.map(one => asText(one, t, isRole))
    return texts.filter(Boolean).join(' / ')
  }
  if (typeof value === 'object') return JSON.stringify(value)
  const text = String(value)
  if (ID.test(text)) return ''
  return isRole && isWord(`kit.role-${text}`) ? t(`kit.role-${text}` as Key as 'kit.role-owner') : text
}

function sayFact(name: string, t: Say): string {
  return has('fact', name) ? t(`audit.fact-${name}` as Key as 'audit.action') : name
}

function has(kind: 'did' | 'subject' | 'fact', name: string): boolean {
  return isWord(`audit.${kind}-${name}`)
}
