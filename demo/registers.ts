import { askElsewhere } from '../server/contacts/ask-elsewhere.ts'
import { expireUnreported, reportElsewhere } from '../server/contacts/report-elsewhere.ts'
import { addCustomer } from '../server/customers/add-customer.ts'
import { customersByExternalId, dialablePoints } from '../server/customers/index.ts'
import { markContactPoint } from '../server/customers/mark-contact-point.ts'
import { mergeCustomers } from '../server/customers/merge-customers.ts'
import { createKey } from '../server/integrations/create-key.ts'
import { systemActor } from '../server/people/index.ts'
import type { Actor } from '../server/platform/actor.ts'
import { inScope } from '../server/platform/database.ts'
import type { House } from './house.ts'
import { fixedLine } from './quiet-numbers.ts'

/** Lines far beyond those of the customers. */
const FIRST_LINE = 9_900_000
/** Customers whom a branch has written down a second time; the first of them was found and merged. */
const TWICE = [0, 3, 5, 7, 11]

/** People who came by and left what they wanted to leave. */
const VISITORS = [
  { name: '周建国', line: null },
  { name: '何晓琳', line: 'wrong' },
  { name: '马志强', line: 'doubtful' },
  { name: '唐国华', line: 'valid' },
  { name: '韦丽君', line: 'valid' },
] as const

/** What a partner's dialler asked for during the day, and what it reported. */
const OUTSIDE = [
  { name: '唐国华', outcome: 'completed', conversed: true, note: '约好周末到店看车' },
  { name: '韦丽君', outcome: null, conversed: false, note: '' },
  { name: '韦丽君', outcome: null, conversed: false, note: '' },
] as const

/**
 * What a year leaves in the registers besides calls: customers written down twice, visitors with doubtful numbers or none,
 * dials of a partner's own system, and the key it signs in with.
 * @param at an instant at which the contact policy allows calls
 */
export async function fillRegisters(house: House, seed: number, at: Temporal.Instant): Promise<void> {
  await writeDownTwice(house, seed, at)
  const ids = await registerVisitors(house, at.subtract({ hours: 70 }))
  await dialOutside(house, ids, at)
  const owner = house.staff('owner', at)
  await inScope(house.db, owner, tx =>
    createKey(tx, owner, { name: '合作商外呼系统', permissions: ['followups.work'], expiresAt: null }),
  )
}

async function writeDownTwice(house: House, seed: number, at: Temporal.Instant): Promise<void> {
  const [planner, approver] = [house.staff('planner', at.subtract({ hours: 100 })), house.staff('supervisor', at)]
  const customers = [...house.business.customers(seed, TWICE.at(-1)! + 1)]
  for (const n of TWICE) {
    const { name, kind, branch, externalId } = customers[n]!
    const again = await inScope(house.db, planner, tx =>
      addCustomer(tx, planner, {
        ...{ name, kind, emails: [], note: '展会登记' },
        branchId: house.branchIds[branch]!,
        phones: [lineOf(house, branch, n)],
      }),
    )
    if (n !== TWICE[0]) continue
    await inScope(house.db, approver, async tx => {
      const { id } = (await customersByExternalId(tx, house.orgId, [externalId])).get(externalId)!
      await mergeCustomers(tx, approver, { survivorId: id, goneId: again, taken: [], note: '同一客户，展会上重复登记' })
    })
  }
}

/** Answers the ids by name. */
async function registerVisitors(house: House, at: Temporal.Instant): Promise<Map<string, string>> {
  const planner = house.staff('planner', at)
  const branch = house.business.branches[0]!.key
  const ids = new Map<string, string>()
  await inScope(house.db, planner, async tx => {
    for (const [n, { name, line }] of VISITORS.entries()) {
      const id = await addCustomer(tx, planner, {
        ...{ name, kind: 'person', emails: [], note: '到店来访登记' },
        branchId: house.branchIds[branch]!,
        phones: line ? [lineOf(house, branch, 100 + n)] : [],
      })
      ids.set(name, id)
      if (!line || line === 'valid') continue
      const [point] = await dialablePoints(tx, house.orgId, id)
      const note = line === 'wrong' ? '回拨为空号' : '字迹不清，最后两位存疑'
      await markContactPoint(tx, planner, { contactPointId: point!.id, state: line, note })
    }
  })
  return ids
}

function lineOf({ business }: House, branch: string, n: number): string {
  const { cities } = business.branches.find(({ key }) => key === branch) ?? business.branches[0]!
  return fixedLine(cities[0]!.area, FIRST_LINE + n)
}

async function dialOutside(house: House, ids: ReadonlyMap<string, string>, at: Temporal.Instant): Promise<void> {
  const dialler = (minutes: number): Actor => house.staff('agent', at.add({ minutes }))
  for (const [n, { name, outcome, conversed, note }] of OUTSIDE.entries()) {
    const asking = dialler(n)
    const asked = await inScope(house.db, asking, tx =>
      askElsewhere(
        tx,
        asking,
        {
          ...{ customerId: ids.get(name)!, campaignId: null, agreedAt: null },
          ...{ purpose: 'care', reason: '感谢您到店，了解您的需要' },
          callerNumber: house.business.serviceNumber,
          by: `合作商外呼系统 · 工号 801${n}`,
        },
        'zh',
      ),
    )
    const reporting = dialler(n + 4)
    if (asked.contactId && outcome) {
      await inScope(house.db, reporting, tx =>
        reportElsewhere(tx, reporting, asked.contactId!, { outcome, conversed, note }),
      )
    }
  }
  const system = await systemActor(house.db, house.orgId, at.add({ hours: 2 }))
  await inScope(house.db, system, tx => expireUnreported(tx, system))
}
