import type { Actor } from '../platform/actor.ts'
import type { Tx } from '../platform/database.ts'
import { maskedPoint } from './contact-points.ts'
import { DUTIES, isBuiltInDuty } from './facts-rules.ts'
import { ownDuties, personsOf } from './person-store.ts'
import { pointsOf } from './store.ts'

type Language = 'zh' | 'en'

/** A duty in words: of the organisation's own duties the name is the word. */
export const dutyText = (duty: string, language: Language) => (isBuiltInDuty(duty) ? DUTIES[duty][language] : duty)

/** The duties the product knows, then the organisation's own. */
export async function allDuties(tx: Tx, orgId: string, language: Language) {
  const builtIn = Object.keys(DUTIES).map(duty => ({ duty, text: dutyText(duty, language), builtIn: true }))
  return [...builtIn, ...(await ownDuties(tx, orgId)).map(duty => ({ duty, text: duty, builtIn: false }))]
}

/** The persons in charge at a customer with their contact points in masks, those in charge now first. */
export async function personsAt(tx: Tx, actor: Actor, customerId: string, language: Language) {
  const points = Map.groupBy(await pointsOf(tx, actor.orgId, customerId), point => point.personId)
  return (await personsOf(tx, actor.orgId, customerId)).map(person => ({
    ...person,
    duties: [...person.duties],
    dutyTexts: person.duties.map(duty => dutyText(duty, language)),
    points: (points.get(person.id) ?? []).map(maskedPoint),
  }))
}
