import { recordActivity } from './activity/index.ts'
import { addCalendar } from './calendars/calendars.ts'
import { givenDraft } from './campaigns/given.ts'
import { openCase } from './cases/index.ts'
import { givenElsewhere } from './contacts/given-elsewhere.ts'
import { givenLeaves } from './contacts/given-leaves.ts'
import { givenNumbers } from './contacts/given-numbers.ts'
import { givenReplay } from './contacts/given-replay.ts'
import { cancelContact, groundFor, reserveContact, stopContacts } from './contacts/index.ts'
import { addCustomer } from './customers/add-customer.ts'
import { addPerson } from './customers/add-person.ts'
import { givenPerson } from './customers/given.ts'
import { givenList } from './customers/given-list.ts'
import { dialablePoints } from './customers/index.ts'
import { givenEscalation } from './followups/given-escalation.ts'
import { addFollowup } from './followups/index.ts'
import { createImport } from './imports/create-import.ts'
import { keepProfile } from './imports/keep-profile.ts'
import { givenIntegrations } from './integrations/given.ts'
import { addMachine } from './machines/index.ts'
import { addTeam } from './people/add-team.ts'
import { as, type GivenOrganisation } from './people/given.ts'
import { addRole } from './people/roles.ts'
import { givenMove, givenRun } from './planner/given-plan.ts'
import type { Actor } from './platform/actor.ts'
import { newId } from './platform/id.ts'
import { givenExport } from './privacy/given-export.ts'
import { givenCoverageAlert, givenCoverageRule } from './reports/given-coverage.ts'
import { givenSchedule } from './reports/given-schedule.ts'
import { givenScript } from './scripts/given.ts'

/** The first part of every address with an id, and what the id is of. */
export const GIVEN_ENTITIES = [
  'customers',
  'customer-batches',
  'customer-views',
  'customer-merges',
  'customer-splits',
  'exports',
  'contact-points',
  'persons',
  'machines',
  'activities',
  'imports',
  'import-profiles',
  'scripts',
  'campaigns',
  'followups',
  'contacts',
  'outside-contacts',
  'cases',
  'staff',
  'branches',
  'teams',
  'roles',
  'calendars',
  'sessions',
  'do-not-contact',
  'contact-holds',
  'contact-overrides',
  'number-stops',
  'suspected-calls',
  'escalations',
  'policy-replays',
  'plan-runs',
  'plan-moves',
  'report-schedules',
  'coverage-rules',
  'coverage-alerts',
  'api-keys',
  'webhooks',
  'webhook-deliveries',
] as const

/** Entities that the whole organisation shares; no branch keeps them from another. */
export const SHARED_ENTITIES: readonly string[] = ['import-profiles', 'number-stops', 'plan-runs', 'roles', 'scripts']

export type GivenEntities = Record<(typeof GIVEN_ENTITIES)[number], string>

/** The full numbers of the given customers, as no answer and no log may hold them. */
export const SECRET_NUMBERS: string[] = []

const ENDING = '4412'
const WORK_HOURS = { week: [[], [], [], [], [], [], []], keepsHolidays: true, makeUpDay: [], exceptions: [] }
let made = 0

/** One entity of each kind that belongs to a branch. */
export async function givenEntities(org: GivenOrganisation, branchId: string): Promise<GivenEntities> {
  const boss = await org.staff('owner', branchId)
  const number = `139${String(1000 + made++).padStart(4, '0')}${ENDING}`
  SECRET_NUMBERS.push(number)
  const customerId = await as(boss, tx =>
    addCustomer(tx, boss, { name: '李明', kind: 'person', phones: [number], emails: [] }),
  )
  const [point] = await as(boss, tx => dialablePoints(tx, boss.orgId, customerId))
  const personId = await as(boss, tx => addPerson(tx, boss, givenPerson(customerId)))
  const machine = await as(boss, tx => addMachine(tx, boss, { customerId, serialNumber: `SY215-${made}` }))
  const activity = await as(boss, tx =>
    recordActivity(tx, boss, { customerId, kind: 'order', happenedAt: boss.now, summary: '装载机' }),
  )
  const run = await as(boss, tx => createImport(tx, boss, { kind: 'customers', fileName: 'a.csv' }))
  const profile = await as(boss, tx =>
    keepProfile(tx, boss, { kind: 'customers', name: run.id, header: ['id'], mapping: { columns: {} } }),
  )
  const script = await givenScript(boss)
  const { campaign } = await givenDraft(org, { branchId })
  const followupId = await as(boss, tx =>
    addFollowup(tx, boss, {
      customerId,
      teamId: org.teamId,
      scriptId: script.id,
      purpose: 'care',
      reason: '关怀',
      dueAt: boss.now,
      expiresAt: boss.now.add({ hours: 24 }),
      priority: 5,
    }),
  )
  const file = await as(boss, tx => openCase(tx, boss, { customerId, problem: '漏油', severity: 'normal' }))
  const coverageRuleId = (await givenCoverageRule(boss, branchId)).id
  const stop = await as(boss, tx =>
    stopContacts(tx, boss, { customerId, purpose: 'research', source: 'hotline', note: '', expiresAt: null }),
  )
  return {
    customers: customerId,
    ...(await givenList(boss, customerId)),
    exports: await givenExport(boss),
    'contact-points': point!.id,
    persons: personId,
    machines: machine.id,
    activities: activity.id,
    imports: run.id,
    'import-profiles': profile.id,
    scripts: script.id,
    campaigns: campaign.id,
    followups: followupId,
    contacts: await givenContact(org, boss, customerId),
    'outside-contacts': await givenElsewhere(boss),
    cases: file.id,
    staff: boss.staffId!,
    branches: branchId,
    calendars: (await as(org.owner, tx => addCalendar(tx, org.owner, { ...WORK_HOURS, name: `日历 ${made}` }))).id,
    teams: (await as(boss, tx => addTeam(tx, boss, { name: `组 ${made}`, branchId, memberIds: [] }))).id,
    roles: (await as(org.owner, tx => addRole(tx, org.owner, { name: `角色 ${made}`, permissions: [] }))).id,
    sessions: crypto.randomUUID(),
    'do-not-contact': stop.id,
    ...(await givenLeaves(boss)),
    ...(await givenNumbers(boss)),
    escalations: await givenEscalation(boss, followupId),
    'policy-replays': await givenReplay(boss),
    'plan-runs': (await givenRun(boss)).id,
    'plan-moves': await givenMove(boss, followupId),
    'report-schedules': (await givenSchedule(boss, branchId)).id,
    'coverage-rules': coverageRuleId,
    'coverage-alerts': await givenCoverageAlert(boss, coverageRuleId),
    ...(await givenIntegrations(boss)),
  }
}

/** A contact that was reserved and taken back, so that nothing waits for it. */
async function givenContact(org: GivenOrganisation, boss: Actor, customerId: string): Promise<string> {
  return as(boss, async tx => {
    const reservation = await reserveContact(tx, boss, await groundFor(tx, org.orgId), {
      customerId,
      branchId: boss.branchId,
      matterId: newId(),
      campaignId: null,
      purpose: 'care',
      reason: '关怀',
      teamId: org.teamId,
      callerNumber: '4008001234',
      heldUntil: boss.now.add({ minutes: 10 }),
      agreedAt: null,
    })
    if (reservation.kind !== 'reserved') throw new Error(`the contact was not reserved: ${reservation.kind}`)
    await cancelContact(tx, boss, reservation.contactId)
    return reservation.contactId
  })
}
