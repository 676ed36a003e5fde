import { type RawBuilder, sql } from 'kysely'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { groundFor } from '../server/contacts/index.ts'
import { type Calendar, windowsOn } from '../server/contacts/rules.ts'
import { handOut } from '../server/followups/index.ts'
import { skipFollowup } from '../server/followups/skip-followup.ts'
import { as, givenOrganisation, testDatabase } from '../server/people/given.ts'
import { actorOf, organisationIds, systemActor } from '../server/people/index.ts'
import type { Actor } from '../server/platform/actor.ts'
import { openPool } from '../server/platform/database.ts'
import { givenVault } from '../server/privacy/given.ts'
import { wireModules } from '../server/wiring.ts'
import { type DemoOptions, fillDemo, fillFirstDemo } from './fill-demo.ts'

const PATIENCE = 240_000
const TUESDAY_AFTERNOON = Temporal.Instant.from('2026-11-17T15:10:00+08:00')
const SUNDAY_MORNING = Temporal.Instant.from('2026-11-22T10:20:00+08:00')

beforeAll(() => {
  givenVault()
  wireModules()
})

function newDomain(): string {
  return `${crypto.randomUUID()}.example`
}

/** The system in the business whose logins have a domain; `undefined` when there is none. */
async function businessOf(mailDomain: string, now: Temporal.Instant): Promise<Actor | undefined> {
  for (const orgId of (await organisationIds(testDatabase())).reverse()) {
    const system = await systemActor(testDatabase(), orgId, now)
    const staff = await seen(system, sql`select from staff where email like ${`%@${mailDomain}`}`)
    if (staff.length > 0) return system
  }
  return undefined
}

interface Filled {
  machinery: Actor
  telecom: Actor
}

async function filled(options: Omit<DemoOptions, 'mailDomain'>): Promise<Filled> {
  const mailDomain = newDomain()
  await fillDemo(inject('ownerUrl'), { ...options, mailDomain })
  return {
    machinery: (await businessOf(mailDomain, options.now))!,
    telecom: (await businessOf(`telecom.${mailDomain}`, options.now))!,
  }
}

/** Rows of the one business: row-level security hides all others. */
async function seen<T>(system: Actor, query: RawBuilder<T>): Promise<T[]> {
  return (await as(system, tx => query.execute(tx))).rows
}

/** How many rows of a table there are by the text of a column. */
async function counts(system: Actor, table: string, column: string): Promise<Record<string, number>> {
  const by = sql.ref(column)
  const rows = await seen(
    system,
    sql<{ key: string; count: number }>`
      select ${by}::text as key, count(*) as count from ${sql.table(table)} group by 1 order by ${by}::text collate "C"`,
  )
  return Object.fromEntries(rows.map(({ key, count }) => [key, count]))
}

/** Who of the agents is not handed a follow-up when he signs in now, or no other once he has put off the first. */
async function idleAgents(system: Actor): Promise<string[]> {
  const members = await seen(system, sql<{ id: string }>`select staff_id as id from team_member order by 1`)
  const idle: string[] = []
  for (const { id } of members) {
    const agent = (await actorOf(testDatabase(), system.orgId, id, system.now, 'test'))!
    const first = await givenWork(agent)
    if (first) await as(agent, tx => skipFollowup(tx, agent, first.id, { reason: 'customer-away', note: '' }))
    if (!first || !(await givenWork(agent))) idle.push(agent.name)
  }
  return idle
}

/** As the desk does it: asked again while the contact policy puts off what was found. */
async function givenWork(agent: Actor) {
  for (;;) {
    const { followup, putOff } = await as(agent, tx => handOut(tx, agent))
    if (followup || putOff === 0) return followup
  }
}

let tuesday: Filled
beforeAll(async () => {
  tuesday = await filled({ now: TUESDAY_AFTERNOON })
}, PATIENCE)

describe('the machinery dealers of a Tuesday afternoon', () => {
  let system: Actor
  beforeAll(() => {
    system = tuesday.machinery
  })

  test('has customers in every branch, and all kinds of things that happened with them', async () => {
    const branches = Object.values(await counts(system, 'customer', 'branch_id'))
    expect(branches).toHaveLength(5)
    // Those of the file, and nine written down by hand, of whom one was a customer already.
    expect(branches.reduce((sum, count) => sum + count)).toBe(300 + 9)
    expect(Object.values(await counts(system, 'coverage_rule', 'name'))).toEqual([1, 1])
    const activities = await counts(system, 'activity', 'kind')
    expect(Object.keys(activities)).toEqual([
      'complaint',
      'contract',
      'delivery',
      'order',
      'parts',
      'rental',
      'second-hand',
      'service',
      'solved',
      'visit',
    ])
    expect(Object.values(activities).reduce((sum, count) => sum + count)).toBeGreaterThan(800)
  })

  test('has campaigns, follow-ups and cases in every state that a page shows', async () => {
    expect(await counts(system, 'campaign', 'state')).toEqual({
      draft: 1,
      paused: 1,
      running: 9,
      stopped: 3,
      submitted: 1,
    })
    expect(Object.keys(await counts(system, 'followup', 'state'))).toEqual([
      ...['closed', 'done', 'mailed', 'to-mail', 'waiting'],
    ])
    expect(Object.keys(await counts(system, 'case_file', 'state'))).toEqual(['closed', 'confirming', 'open'])
    const sentUp = await seen(
      system,
      sql<{ answered: boolean }>`select answered_at is not null as answered from escalation`,
    )
    expect(sentUp.map(({ answered }) => answered).sort()).toEqual([false, false, true])
    const outside = sql<{ outcome: string }>`select outcome from contact where made_elsewhere is not null order by 1`
    expect(await seen(system, outside)).toEqual([{ outcome: 'completed' }, { outcome: 'unreported' }])
    expect(await seen(system, sql`select from customer_merge`)).toHaveLength(1)
    const overdue = sql`select from case_file where state = 'open' and due_at < ${system.now}`
    expect((await seen(system, overdue)).length).toBeGreaterThan(0)
  })

  test('has customers who wait for two things that one call serves', async () => {
    const two = sql<{ customers: number }>`
      select count(distinct f.customer_id)::int as customers from followup f join followup o on o.customer_id = f.customer_id
      join campaign m on m.id = o.campaign_id and m.state = 'running'
      where f.purpose = 'verify-data' and f.state = 'waiting' and o.state = 'waiting' and o.id <> f.id
        and o.team_id = f.team_id and o.due_at <= ${system.now} and f.due_at <= ${system.now}`
    expect((await seen(system, two))[0]!.customers).toBeGreaterThan(0)
  })

  test('has calls of a year, of ten working days and of today, wrong numbers, wishes not to be called, rejected rows', async () => {
    const days = sql<{ day: Temporal.PlainDate }>`
      select distinct (ended_at at time zone 'Asia/Shanghai')::date as day from attempt order by 1`
    const worked = (await seen(system, days)).map(({ day }) => day.toString())
    expect(worked.filter(day => day >= '2026-11-03').length).toBeGreaterThan(10)
    expect(worked.at(-1)).toBe('2026-11-17')
    expect(new Set(worked.map(day => day.slice(0, 7))).size).toBeGreaterThanOrEqual(12)
    const outcomes = ['completed', 'no-answer', 'appointment', 'wrong-number', 'asked-not-to-call']
    expect(Object.keys(await counts(system, 'attempt', 'outcome'))).toEqual(expect.arrayContaining(outcomes))
    expect((await counts(system, 'contact_point', 'state')).wrong).toBeGreaterThan(0)
    expect(Object.keys(await counts(system, 'do_not_contact', 'source'))).toEqual(['agent', 'hotline'])
    expect(Object.keys(await counts(system, 'import_run', 'rows_rejected'))).toEqual(['0', '2'])
  })
})

describe.each(['machinery', 'telecom'] as const)('the %s business', key => {
  let system: Actor
  beforeAll(() => {
    system = tuesday[key]
  })

  test('has mails of a year: sent, not arrived, of which nobody knows, and some that wait', async () => {
    expect(Object.keys(await counts(system, 'mail', 'state'))).toEqual(['bounced', 'sent', 'unconfirmed'])
    const byMail = await seen(
      system,
      sql<{ state: string; first: string }>`
        select f.state, min(f.created_at)::date::text as first from followup f join campaign m on m.id = f.campaign_id
        where 'email' = any (m.channels) group by 1 order by f.state collate "C"`,
    )
    const states = byMail.map(({ state }) => state)
    expect(states).toEqual(expect.arrayContaining(['closed', 'done', 'mailed', 'to-mail']))
    expect(byMail.find(({ state }) => state === 'mailed')!.first < '2026-05-01').toBe(true)
    const wrong = sql`select from contact c join contact_point p on p.id = c.contact_point_id where c.channel <> p.kind
      or (c.outcome = 'bounced' and p.state <> 'wrong')`
    expect(await seen(system, wrong)).toEqual([])
  })

  test('broke no rule: four eyes, permitted hours, caps, stops, nothing left in hand, nothing in the future', async () => {
    const oneEyed = sql`select from campaign where approved_by = any (planned_by)
      or (state not in ('draft', 'submitted') and approved_by is null)`
    expect(await seen(system, oneEyed)).toEqual([])
    const capped = sql<{ attempts: number; conversations: number }>`
      select max(attempts) as attempts, max(conversations) as conversations from (
        select count(*) over days as attempts, count(*) filter (where conversed) over days as conversations
        from contact where dialled_at is not null
        window days as (partition by customer_id order by dialled_at range interval '30 days' preceding)) c`
    const [most] = await seen(system, capped)
    const { policy, holidays } = await as(system, tx => groundFor(tx, system.orgId))
    expect(most!.attempts).toBeLessThanOrEqual(policy.capAttempts)
    expect(most!.conversations).toBeLessThanOrEqual(policy.capConversations)

    const calendar: Calendar = { timeZone: 'Asia/Shanghai', country: 'CN', ...holidays.get('CN')! }
    const calls = await seen(
      system,
      sql<{ at: Temporal.Instant }>`select dialled_at as at from contact where dialled_at is not null`,
    )
    const isOpen = (at: Temporal.Instant) => {
      const local = at.toZonedDateTimeISO(calendar.timeZone)
      const clock = local.toPlainTime().toString().slice(0, 5)
      return windowsOn(policy, calendar, local.toPlainDate()).some(({ from, to }) => from <= clock && clock < to)
    }
    expect(calls.filter(({ at }) => !isOpen(at))).toEqual([])

    const ignored = sql`select from contact c join do_not_contact d on d.customer_id = c.customer_id
      where d.purpose is null and d.expires_at is null and c.dialled_at > d.created_at`
    expect(await seen(system, ignored)).toEqual([])
    expect(await seen(system, sql`select from contact where state in ('reserved', 'dialled')`)).toEqual([])
    const future = sql`select at from audit_entry where at > ${system.now}
      union all select ended_at from attempt where ended_at > ${system.now}
      union all select happened_at from activity where happened_at > ${system.now}
      union all select at from case_event where at > ${system.now}`
    expect(await seen(system, future)).toEqual([])
  })

  test('hands every agent who signs in a follow-up at once, and another when he puts that off', async () => {
    expect(await idleAgents(system)).toEqual([])
  })
})

test(
  'on a Sunday morning too, agents find work',
  async () => {
    const { machinery, telecom } = await filled({ now: SUNDAY_MORNING })
    expect(await idleAgents(machinery)).toEqual([])
    expect(await idleAgents(telecom)).toEqual([])
  },
  PATIENCE,
)

test(
  'the same seed on the same day gives the same customers, activities and campaigns',
  async () => {
    const facts = async () => {
      const { machinery: system } = await filled({ now: TUESDAY_AFTERNOON, customers: 20 })
      return [
        await seen(
          system,
          sql`select name, external_id, kind, note from customer order by external_id, name collate "C", note`,
        ),
        await seen(
          system,
          sql`select kind, external_id, happened_at::text, summary, amount from activity order by 1, 2`,
        ),
        await seen(system, sql`select name, state, trigger_kind, from_day from campaign order by name collate "C"`),
      ]
    }
    expect(await facts()).toEqual(await facts())
  },
  PATIENCE,
)

test(
  'cut off in the middle it leaves nothing behind, and the next try fills it',
  async () => {
    const mailDomain = newDomain()
    const marked = `demo ${mailDomain.slice(0, 8)}`
    const ownerUrl = inject('ownerUrl')
    const url = `${ownerUrl}${ownerUrl.includes('?') ? '&' : '?'}application_name=${encodeURIComponent(marked)}`
    const options = { now: TUESDAY_AFTERNOON, customers: 20, mailDomain }
    const owner = openPool(inject('ownerUrl'), 1)
    const cut = () =>
      owner.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [marked])
    let lines = 0
    const log = () => {
      if (++lines === 2) void cut()
    }
    await expect(fillDemo(url, { ...options, log })).rejects.toThrow()
    expect(await businessOf(mailDomain, TUESDAY_AFTERNOON)).toBeUndefined()

    await fillDemo(inject('ownerUrl'), options)
    expect(await businessOf(mailDomain, TUESDAY_AFTERNOON)).toBeDefined()
    await owner.end()
  },
  PATIENCE,
)

test('where there is an organisation already, the first demo is not filled', async () => {
  await givenOrganisation()
  const mailDomain = newDomain()
  expect(await fillFirstDemo(inject('ownerUrl'), { now: TUESDAY_AFTERNOON, mailDomain })).toBe(false)
  expect(await businessOf(mailDomain, TUESDAY_AFTERNOON)).toBeUndefined()
})
