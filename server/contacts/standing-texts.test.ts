import { describe, expect, test } from 'vitest'
import { readStandings, StandingsInOrder, type StandingTexts } from './standing-texts.ts'

const NOW = 1_000_000
const idOf = (n: number) => `0190000${n}-0000-7000-8000-00000000000${n}`
const [ANNA, BEN, CARO, ELSEWHERE] = [idOf(1), idOf(2), idOf(4), idOf(3)]
const fields = (...values: (string | number)[]) => values.join('\u001f')
const lines = (...values: string[]) => values.join('\u001e')

const NOTHING: StandingTexts = {
  ...{
    customers: null,
    points: null,
    contacts: null,
    elsewhere: null,
    callers: null,
    stops: null,
    holds: null,
  },
  ...{ overrides: null, concerns: null, consents: null, hours: null, house: fields('Asia/Shanghai', 'CN') },
}
const customer = (id: string, ...tags: string[]) =>
  `${id}${tags.length > 0 ? fields(idOf(9), 'new', '', '', 'GB', ...tags) : ''}`
const contact = (customerId: string, at: number, leave = '', channel = '') =>
  `${customerId}${idOf(7)}${idOf(8)}${fields(`t${at}`, 'care', ...(channel || leave ? ['', '', channel, '', at + 10, leave] : []))}`

const TEXTS: StandingTexts = {
  ...NOTHING,
  customers: lines(customer(ANNA), customer(BEN, '大客户', '老客户'), customer(CARO)),
  points: lines(
    ...[`${ANNA}${idOf(5)}`, `${ANNA}${idOf(6)}t`, `${ANNA}${idOf(5)}`],
    ...[`${ELSEWHERE}${idOf(5)}`, `${CARO}${idOf(7)}`, `${CARO}${idOf(8)}e`, `${CARO}${idOf(9)}et`],
  ),
  contacts: lines(
    contact(BEN, 900),
    contact(BEN, 800, idOf(6)),
    contact(BEN, 850),
    contact(ELSEWHERE, 700),
    `${CARO}${idOf(7)}${idOf(8)}${fields('f650', 'care', NOW + 90_000, '', '', `research::${idOf(3)},renewal:${idOf(9)}:${idOf(2)}`, 650, '', idOf(6))}`,
    contact(CARO, 600, '', 'email'),
  ),
  stops: `${CARO}${fields('', 'research')}`,
  concerns: lines(`${ANNA}${NOW + 5}`, `${ANNA}${NOW - 5}`),
  overrides: lines(
    `${BEN}${idOf(5)}${fields(NOW + 9, '', 'gap')}`,
    `${BEN}${idOf(6)}${fields(NOW + 9, 'care', 'cap')}`,
  ),
}

const pathOf = (branchId: string) => [branchId]

describe('standings out of texts', () => {
  const { customers } = readStandings(TEXTS, NOW, pathOf)

  test('are those of the customers in scope, each with his own', () => {
    expect([...customers.keys()]).toEqual([ANNA, BEN, CARO])
    expect(customers.get(ANNA)!.standing).toMatchObject({
      numbers: [idOf(5)],
      stoppedNumbers: 1,
      ...{ branchIds: [], tags: [], stage: null },
    })
    expect(customers.get(BEN)!.standing).toMatchObject({
      ...{ branchIds: [idOf(9)], tags: ['大客户', '老客户'], stage: 'new', ownerId: null, numbers: [] },
    })
    expect(customers.get(CARO)!.standing).toMatchObject({
      numbers: [idOf(7)],
      stoppedNumbers: 0,
      addresses: [idOf(8)],
      stoppedAddresses: 1,
      stops: [{ purpose: 'research', expiresAt: 0 }],
    })
  })

  test('know a mail from a call', () => {
    const channels = (id: string) => customers.get(id)!.standing.contacts.map(({ channel }) => channel)
    expect([channels(BEN), channels(CARO)]).toEqual([
      ['phone', 'phone', 'phone'],
      ['phone', 'email'],
    ])
  })

  test('know which contact is under way, and what else it is about', () => {
    expect(customers.get(CARO)!.standing.contacts.map(({ id, liveUntil }) => [id, liveUntil])).toEqual([
      [idOf(6), NOW + 90_000],
      ['', 0],
    ])
    expect(customers.get(CARO)!.standing.contacts[0]!.carried).toEqual([
      { matterId: idOf(3), purpose: 'research', campaignId: null },
      { matterId: idOf(2), purpose: 'renewal', campaignId: idOf(9) },
    ])
  })

  test('are where the customer is, else where the organisation is', () => {
    expect(customers.get(ANNA)).toMatchObject({ timeZone: 'Asia/Shanghai', country: 'CN' })
    expect(customers.get(BEN)).toMatchObject({ timeZone: 'Asia/Shanghai', country: 'GB' })
  })

  test('have contacts in the order in which they were made, each with the quiet period it began', () => {
    const { contacts } = customers.get(BEN)!.standing
    expect(contacts.map(({ at, quietUntil }) => [at, quietUntil])).toEqual([
      [900, 900],
      [850, 850],
      [800, 810],
    ])
  })

  test('look again a day later at a problem past its deadline', () => {
    expect(customers.get(ANNA)!.standing.concerns).toEqual([NOW + 5, NOW + 86_400_000])
  })

  test('leave out a leave that a contact has used', () => {
    expect(customers.get(BEN)!.standing.overrides).toEqual([
      { id: idOf(5), passes: ['gap'], purpose: null, expiresAt: NOW + 9 },
    ])
  })

  test('are the same one by one, also when some are passed over and others are asked for again', () => {
    const standings = new StandingsInOrder(TEXTS, NOW, pathOf)
    expect(standings.of(BEN)).toEqual(customers.get(BEN))
    expect(standings.of(BEN)).toEqual(customers.get(BEN))
    expect(standings.of(ELSEWHERE)).toBeUndefined()
    expect(standings.of(CARO)).toEqual(customers.get(CARO))
    expect(standings.of(idOf(9))).toBeUndefined()
  })
})
