import { describe, expect, test } from 'vitest'
import { addTeam, changeTeam } from '../people/add-team.ts'
import { deactivateStaff } from '../people/deactivate-staff.ts'
import { as, type GivenOrganisation, givenOrganisation } from '../people/given.ts'
import { addCalendar, assignCalendar, changeCalendar, removeCalendar } from './calendars.ts'
import { allHolidays } from './holiday-store.ts'
import { correctHoliday, enterNotice, holidaysOfYear, missingYears, withdrawNotice } from './holidays.ts'
import { capacityOf, copyShifts, planShifts, shiftsOfWeek } from './shifts.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const MONDAY = day('2026-11-23')
const DAY = [{ from: '09:00', to: '11:00' }]
const WEEK = [DAY, DAY, DAY, DAY, DAY, [], []]
const hours = (name: string, week = WEEK) => ({ name, week, keepsHolidays: true, makeUpDay: DAY, exceptions: [] })

async function minutes(org: GivenOrganisation, on: string, teamId = org.teamId) {
  const [answer] = await as(org.owner, tx => capacityOf(tx, org.orgId, teamId, [day(on)]))
  return answer!.minutes
}

describe('the holidays of a year', () => {
  test('are those of the reference table until the organisation enters or corrects its own, for itself alone', async () => {
    const [org, other] = [await givenOrganisation(), await givenOrganisation()]
    const before = await as(org.owner, tx => holidaysOfYear(tx, org.owner, 2026))
    expect(before).toMatchObject({ state: 'reference', country: 'CN' })
    expect(before.days).toHaveLength(39)
    await as(org.owner, tx => correctHoliday(tx, org.owner, { day: day('2026-10-10'), kind: 'ordinary', name: '' }))
    await as(org.owner, tx => correctHoliday(tx, org.owner, { day: day('2026-12-31'), kind: 'holiday', name: '厂休' }))
    const mine = (await as(org.owner, tx => allHolidays(tx, org.orgId))).get('CN')!
    expect([mine.days.get('2026-10-10'), mine.days.get('2026-12-31')]).toEqual([undefined, 'holiday'])
    const theirs = (await as(other.owner, tx => allHolidays(tx, other.orgId))).get('CN')!
    expect([theirs.days.get('2026-10-10'), theirs.days.get('2026-12-31')]).toEqual(['make-up-workday', undefined])
    await as(org.owner, tx => correctHoliday(tx, org.owner, { day: day('2026-10-10'), kind: null, name: '' }))
    expect((await as(org.owner, tx => allHolidays(tx, org.orgId))).get('CN')!.days.get('2026-10-10')).toBe(
      'make-up-workday',
    )
  })

  test('that is not loaded are asked for and never guessed, until the notice is entered', async () => {
    const org = await givenOrganisation()
    expect(await as(org.owner, tx => missingYears(tx, org.owner))).toEqual({ country: 'CN', years: [2027] })
    const empty = await as(org.owner, tx => holidaysOfYear(tx, org.owner, 2027))
    expect(empty).toMatchObject({ state: 'missing', source: null, days: [] })
    const [unknown] = await as(org.owner, tx => capacityOf(tx, org.orgId, org.teamId, [day('2027-01-01')]))
    expect(unknown!.yearLoaded).toBe(false)
    const notice = {
      year: 2027,
      source: '公文',
      days: [{ day: day('2027-01-01'), kind: 'holiday' as const, name: '元旦' }],
    }
    await as(org.owner, tx => enterNotice(tx, org.owner, notice))
    expect(await as(org.owner, tx => missingYears(tx, org.owner))).toEqual({ country: 'CN', years: [] })
    expect(await as(org.owner, tx => holidaysOfYear(tx, org.owner, 2027))).toMatchObject({
      state: 'own',
      source: '公文',
    })
    await as(org.owner, tx => withdrawNotice(tx, org.owner, 2027))
    expect(await as(org.owner, tx => missingYears(tx, org.owner))).toMatchObject({ years: [2027] })
  })

  test('entered for a year stand in place of the whole reference of that year', async () => {
    const org = await givenOrganisation()
    const notice = {
      year: 2026,
      source: '更正',
      days: [{ day: day('2026-05-01'), kind: 'holiday' as const, name: '劳动节' }],
    }
    await as(org.owner, tx => enterNotice(tx, org.owner, notice))
    const { days } = await as(org.owner, tx => holidaysOfYear(tx, org.owner, 2026))
    expect(days.map(row => String(row.day))).toEqual(['2026-05-01'])
  })

  test('entered twice at the same moment are one notice', async () => {
    const org = await givenOrganisation()
    const entering = ['01', '02'].map(date => ({
      year: 2027,
      source: `第 ${date} 版`,
      days: [{ day: day(`2027-01-${date}`), kind: 'holiday' as const, name: '元旦' }],
    }))
    await Promise.all(entering.map(notice => as(org.owner, tx => enterNotice(tx, org.owner, notice))))
    expect((await as(org.owner, tx => holidaysOfYear(tx, org.owner, 2027))).days).toHaveLength(1)
  })

  test('are refused when they contradict themselves, and from below the root', async () => {
    const org = await givenOrganisation()
    const twice = ['holiday', 'make-up-workday'].map(kind => ({
      day: day('2027-01-01'),
      kind: kind as 'holiday',
      name: '',
    }))
    const given = { year: 2027, source: 'x', days: twice }
    await expect(as(org.owner, tx => enterNotice(tx, org.owner, given))).rejects.toThrow('notice-not-clear')
    const north = await org.staff('owner', org.northId)
    await expect(as(north, tx => enterNotice(tx, north, given))).rejects.toThrow('not-found')
  })
})

describe('working calendars', () => {
  test('hold for a team before its branch, for a branch before the organisation, else the product’s own', async () => {
    const org = await givenOrganisation()
    await org.staff('agent')
    expect(await minutes(org, '2026-11-23')).toBe(450)
    const made = async (name: string, to: string) => {
      const week = WEEK.map(() => [{ from: '09:00', to }])
      return (await as(org.owner, tx => addCalendar(tx, org.owner, hours(name, week)))).id
    }
    const use = (given: { branchId?: string; teamId?: string; calendarId: string | null }) =>
      as(org.owner, tx => assignCalendar(tx, org.owner, { branchId: null, teamId: null, ...given }))
    await use({ calendarId: await made('全公司', '10:00') })
    expect(await minutes(org, '2026-11-23')).toBe(60)
    await use({ branchId: org.rootId, calendarId: await made('总部', '11:00') })
    expect(await minutes(org, '2026-11-23')).toBe(120)
    await use({ teamId: org.teamId, calendarId: await made('班组', '12:00') })
    expect(await minutes(org, '2026-11-23')).toBe(180)
    await use({ teamId: org.teamId, calendarId: null })
    expect(await minutes(org, '2026-11-23')).toBe(120)
  })

  test('keep holidays, work make-up days, and let an exception stand before both', async () => {
    const org = await givenOrganisation()
    await org.staff('agent')
    const calendar = await as(org.owner, tx => addCalendar(tx, org.owner, hours('甲')))
    const use = { branchId: null, teamId: org.teamId, calendarId: calendar.id }
    await as(org.owner, tx => assignCalendar(tx, org.owner, use))
    expect([await minutes(org, '2026-10-01'), await minutes(org, '2026-10-10')]).toEqual([0, 120])
    const exceptions = [{ day: day('2026-10-01'), windows: [{ from: '10:00', to: '10:30' }], note: '值班' }]
    await as(org.owner, tx => changeCalendar(tx, org.owner, calendar.id, { ...hours('甲'), exceptions }))
    expect(await minutes(org, '2026-10-01')).toBe(30)
    await expect(as(org.owner, tx => removeCalendar(tx, org.owner, calendar.id))).rejects.toThrow('calendar-in-use')
  })

  test('with hours out of order are refused, by the action and by the database', async () => {
    const org = await givenOrganisation()
    const overlapping = [
      [
        { from: '09:00', to: '12:00' },
        { from: '11:00', to: '13:00' },
      ],
      ...WEEK.slice(1),
    ]
    const add = as(org.owner, tx => addCalendar(tx, org.owner, hours('乙', overlapping)))
    await expect(add).rejects.toThrow('hours-out-of-order')
    const raw = as(org.owner, tx =>
      tx
        .insertInto('shift')
        .values({
          org_id: org.orgId,
          staff_id: org.owner.staffId!,
          day: MONDAY,
          windows: JSON.stringify(overlapping[0]),
          changed_at: org.owner.now,
        })
        .execute(),
    )
    await expect(raw).rejects.toThrow('shift_is_in_order')
  })
})

describe('shifts', () => {
  test('stand before the calendar, absences take a person out, and capacity follows', async () => {
    const org = await givenOrganisation()
    const [one, two] = [await org.staff('agent'), await org.staff('agent')]
    const plan = { days: [MONDAY], absence: null, windows: null, note: '' }
    await as(org.owner, tx => planShifts(tx, org.owner, { ...plan, staffId: one.staffId!, windows: DAY }))
    await as(org.owner, tx => planShifts(tx, org.owner, { ...plan, staffId: two.staffId!, absence: 'sick' }))
    const week = await as(org.owner, tx => shiftsOfWeek(tx, org.owner, { teamId: org.teamId, monday: MONDAY }))
    expect(week.capacity[0]).toMatchObject({ minutes: 120, agents: 1, yearLoaded: true })
    expect(week.capacity[1]).toMatchObject({ minutes: 900, agents: 2 })
    expect(week.people.flatMap(person => person.days[0]!.absence ?? [])).toEqual(['sick'])
    await as(org.owner, tx => planShifts(tx, org.owner, { ...plan, staffId: two.staffId! }))
    expect(await minutes(org, '2026-11-23')).toBe(570)
  })

  test('of a week are copied to the next, where nothing is planned, without the absences', async () => {
    const org = await givenOrganisation()
    const agent = await org.staff('agent')
    const plan = { staffId: agent.staffId!, absence: null, windows: DAY, note: '' }
    await as(org.owner, tx => planShifts(tx, org.owner, { ...plan, days: [MONDAY, MONDAY.add({ days: 1 })] }))
    const sick = { ...plan, days: [MONDAY.add({ days: 2 })], absence: 'sick' as const }
    await as(org.owner, tx => planShifts(tx, org.owner, sick))
    const next = MONDAY.add({ days: 7 })
    await as(org.owner, tx => planShifts(tx, org.owner, { ...plan, days: [next], absence: 'leave' }))
    const copy = { teamId: org.teamId, fromMonday: MONDAY, toMonday: next }
    expect(await as(org.owner, tx => copyShifts(tx, org.owner, copy))).toEqual({ copied: 1 })
    const { people } = await as(org.owner, tx => shiftsOfWeek(tx, org.owner, { teamId: org.teamId, monday: next }))
    expect(people[0]!.days.map(one => one.absence ?? one.from)).toEqual([
      'leave',
      'shift',
      ...Array(5).fill('calendar'),
    ])
  })

  test('count a member of two teams half in each, and whoever left in none', async () => {
    const org = await givenOrganisation()
    const agent = await org.staff('agent')
    const second = { name: '二组', branchId: org.rootId, memberIds: [agent.staffId!] }
    const other = await as(org.owner, tx => addTeam(tx, org.owner, second))
    expect([await minutes(org, '2026-11-23'), await minutes(org, '2026-11-23', other.id)]).toEqual([225, 225])
    await as(org.owner, tx => deactivateStaff(tx, org.owner, agent.staffId!))
    expect(await minutes(org, '2026-11-23')).toBe(0)
  })

  test('of another branch can neither be planned nor seen', async () => {
    const org = await givenOrganisation()
    const south = await org.staff('agent', org.southId)
    const north = await org.staff('supervisor', org.northId)
    const plan = { staffId: south.staffId!, days: [MONDAY], windows: DAY, absence: null, note: '' }
    await expect(as(north, tx => planShifts(tx, north, plan))).rejects.toThrow('not-found')
    const team = await as(org.owner, tx =>
      addTeam(tx, org.owner, { name: '南组', branchId: org.southId, memberIds: [] }),
    )
    const see = as(north, tx => shiftsOfWeek(tx, north, { teamId: team.id, monday: MONDAY }))
    await expect(see).rejects.toThrow('not-found')
  })
})

describe('a team', () => {
  test('is led by one of its members, and has no lead when he leaves it', async () => {
    const org = await givenOrganisation()
    const [one, two] = [await org.staff('agent'), await org.staff('agent')]
    const fields = { name: '一组', branchId: org.rootId }
    const change = (memberIds: string[], leadId: string | null) =>
      as(org.owner, tx => changeTeam(tx, org.owner, org.teamId, { ...fields, memberIds, leadId }))
    await expect(change([two.staffId!], one.staffId!)).rejects.toThrow('lead-not-member')
    expect(await change([one.staffId!, two.staffId!], one.staffId!)).toMatchObject({ leadId: one.staffId })
    expect(await change([two.staffId!], null)).toMatchObject({ leadId: null, memberIds: [two.staffId] })
  })
})
