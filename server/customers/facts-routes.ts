import { permit } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import { pageFrom, unpackCursor } from '../platform/cursor.ts'
import type { Tx } from '../platform/database.ts'
import type { Language } from '../platform/reason.ts'
import { notFound } from '../platform/refusal.ts'
import { type Route, route } from '../platform/route.ts'
import { addDuty } from './add-duty.ts'
import { addPerson } from './add-person.ts'
import { addPersonPoint } from './add-person-point.ts'
import { customerBrief } from './brief.ts'
import { changeContactPoint } from './change-contact-point.ts'
import { changeCustomer } from './change-customer.ts'
import { changePerson } from './change-person.ts'
import { consentsOf } from './consent-store.ts'
import * as consents from './consents-contract.ts'
import { maskedPoint } from './contact-points.ts'
import { endPerson, resumePerson } from './end-person.ts'
import * as facts from './facts-contract.ts'
import { goodHours } from './hours-store.ts'
import { changesOfCustomer, knownFacts } from './known-facts.ts'
import { markContactPoint } from './mark-contact-point.ts'
import { allDuties, personsAt } from './persons.ts'
import * as persons from './persons-contract.ts'
import * as points from './points-contract.ts'
import { currentConsents, recordConsent } from './record-consent.ts'
import { setGoodHours } from './set-good-hours.ts'
import { verifyContactPoint } from './verify-contact-point.ts'
import { viewCustomer } from './view-customer.ts'

/** One person in charge as the page shows him. */
async function person(tx: Tx, actor: Actor, given: { customerId: string; id: string; language: Language }) {
  const all = await personsAt(tx, actor, given.customerId, given.language)
  const found = all.find(one => one.id === given.id)
  if (!found) throw notFound()
  return found
}

export const factsRoutes: Route[] = [
  route(facts.changeCustomer, async (tx, actor, { params, body }) => {
    await changeCustomer(tx, actor, params.id, body)
    return viewCustomer(tx, actor, params.id)
  }),
  route(facts.getFacts, async (tx, actor, { params }) => ({ items: await knownFacts(tx, actor, params.id) })),
  route(facts.listChanges, (tx, actor, { params, query }) => changesOfCustomer(tx, actor, params.id, query)),
  route(facts.getGoodHours, async (tx, actor, { params }) => {
    permit(actor, 'customers.read')
    await customerBrief(tx, actor, params.id)
    return { hours: (await goodHours(tx, actor.orgId, params.id)) ?? null }
  }),
  route(facts.setGoodHours, async (tx, actor, { params, body }) => {
    return { hours: await setGoodHours(tx, actor, params.id, body) }
  }),
  route(points.verifyContactPoint, async (tx, actor, { params, body }) => {
    return maskedPoint(await verifyContactPoint(tx, actor, { ...body, contactPointId: params.id }))
  }),
  route(points.markContactPoint, async (tx, actor, { params, body }) => {
    return maskedPoint(await markContactPoint(tx, actor, { ...body, contactPointId: params.id }))
  }),
  route(points.restoreContactPoint, async (tx, actor, { params, body }) => {
    return maskedPoint(await markContactPoint(tx, actor, { ...body, state: 'valid', contactPointId: params.id }))
  }),
  route(points.changeContactPoint, async (tx, actor, { params, body }) => {
    return maskedPoint(await changeContactPoint(tx, actor, { ...body, contactPointId: params.id }))
  }),
  route(persons.listPersons, async (tx, actor, { params, language }) => {
    permit(actor, 'customers.read')
    await customerBrief(tx, actor, params.id)
    return { items: await personsAt(tx, actor, params.id, language) }
  }),
  route(persons.addPerson, async (tx, actor, { params, body, language }) => {
    const id = await addPerson(tx, actor, { ...body, customerId: params.id })
    return person(tx, actor, { customerId: params.id, id, language })
  }),
  route(persons.changePerson, async (tx, actor, { params, body, language }) => {
    const customerId = await changePerson(tx, actor, params.id, body)
    return person(tx, actor, { customerId, id: params.id, language })
  }),
  route(persons.addPersonPoint, async (tx, actor, { params, body, language }) => {
    const customerId = await addPersonPoint(tx, actor, { ...body, personId: params.id })
    return person(tx, actor, { customerId, id: params.id, language })
  }),
  route(persons.endPerson, async (tx, actor, { params, body, language }) => {
    const customerId = await endPerson(tx, actor, { ...body, personId: params.id })
    return person(tx, actor, { customerId, id: params.id, language })
  }),
  route(persons.resumePerson, async (tx, actor, { params, language }) => {
    const customerId = await resumePerson(tx, actor, params.id)
    return person(tx, actor, { customerId, id: params.id, language })
  }),
  route(persons.listDuties, async (tx, actor, { language }) => {
    permit(actor, 'customers.read')
    return { items: await allDuties(tx, actor.orgId, language) }
  }),
  route(persons.addDuty, (tx, actor, { body }) => addDuty(tx, actor, body.name)),
  route(consents.getConsents, async (tx, actor, { params }) => {
    permit(actor, 'customers.read')
    await customerBrief(tx, actor, params.id)
    return { items: await currentConsents(tx, actor.orgId, params.id, actor.now) }
  }),
  route(consents.listConsents, async (tx, actor, { params, query }) => {
    permit(actor, 'customers.read')
    await customerBrief(tx, actor, params.id)
    const given = { after: unpackCursor(query.cursor, ['instant', 'id']), limit: query.limit }
    const rows = await consentsOf(tx, actor.orgId, params.id, given)
    return pageFrom(rows, query.limit, row => [row.at, row.id])
  }),
  route(consents.recordConsent, async (tx, actor, { params, body }) => {
    return { items: await recordConsent(tx, actor, { ...body, customerId: params.id }) }
  }),
]
