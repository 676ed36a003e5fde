import { changeCustomer } from '../server/customers/change-customer.ts'
import { customersByExternalId } from '../server/customers/index.ts'
import { changeStaff } from '../server/people/change-staff.ts'
import { staffById } from '../server/people/staff-store.ts'
import { inScope } from '../server/platform/database.ts'
import type { House } from './house.ts'

/** Of the first so many customers it is known who speaks Cantonese. */
const ASKED = 400
const CANTONESE_CITIES = /^(广州|佛山|东莞)/

/** Who speaks Cantonese: some customers in the Pearl River Delta, the team there, and one of the head office. */
export async function fillAbilities(house: House, seed: number, count: number, now: Temporal.Instant): Promise<void> {
  const [owner, planner] = [house.staff('owner', now), house.staff('planner', now)]
  const asked = [...house.business.customers(seed, Math.min(count, ASKED))]
  const numbers = asked.filter(({ name }) => CANTONESE_CITIES.test(name)).map(({ externalId }) => externalId)
  if (numbers.length === 0) return
  const [head] = house.agents.filter(({ teamKey }) => teamKey === 'head')
  const speakers = [...(head ? [head] : []), ...house.agents.filter(({ teamKey }) => teamKey === 'south')]
  await inScope(house.db, owner, async tx => {
    for (const { actor } of speakers) {
      const staff = (await staffById(tx, owner, actor.staffId!))!
      await changeStaff(tx, owner, staff.id, { ...staff, languages: ['yue'] })
    }
  })
  await inScope(house.db, planner, async tx => {
    const known = await customersByExternalId(tx, house.orgId, numbers)
    for (const number of numbers) await changeCustomer(tx, planner, known.get(number)!.id, { language: 'yue' })
  })
}
