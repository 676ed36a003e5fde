import { spawn } from 'node:child_process'
import exceljs from 'exceljs'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { type LabMail, startLabMail } from '../../lab/mail.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { type MailConfig, readMailUrl } from '../platform/mail.ts'
import { ended, givenFollowups } from './given.ts'
import { givenSchedule } from './given-schedule.ts'
import { changeSchedule, confirmRecipient, removeSchedule } from './save-schedule.ts'
import { mailsOf, schedulesOf } from './schedules.ts'
import { sendReports } from './send-reports.ts'

/** The day after the work, before and after the slot. */
const WRITTEN = '2026-11-18T08:00:00+08:00'
const SLOT = '2026-11-18T08:30:00+08:00'
const AFTER = '2026-11-18T08:31:00+08:00'

let org: GivenOrganisation
let boss: Actor
let lab: LabMail
let config: MailConfig

beforeEach(async () => {
  org = await givenOrganisation()
  boss = org.at(org.owner, WRITTEN)
  lab = await startLabMail()
  config = { ...readMailUrl(lab.url)!, from: '回访 <huifang@example.com>', patienceMs: 2000 }
})
afterEach(() => lab.close())

const send = (at: string, with_ = config) =>
  sendReports(testDatabase(), with_, org.orgId, () => Temporal.Instant.from(at), new AbortController().signal)
const minutesAfter = (minutes: number) => String(Temporal.Instant.from(AFTER).add({ minutes }))
const mails = (id: string) => as(boss, tx => mailsOf(tx, boss, id, { limit: 50 }, 'zh'))
const to = (staffId: string | null, address: string | null = null, language: 'zh' | 'en' = 'zh') => ({
  staffId,
  address,
  language,
})
const addressOf = async (actor: Actor) =>
  (
    await as(org.owner, tx =>
      tx.selectFrom('staff').where('id', '=', actor.staffId!).select('email').executeTakeFirstOrThrow(),
    )
  ).email

describe('a report that is due', () => {
  test('goes out once for each recipient, however many servers send', async () => {
    const others = await Promise.all([org.staff('supervisor'), org.staff('planner')])
    const { id } = await givenSchedule(boss, org.rootId, { recipients: [boss, ...others].map(one => to(one.staffId)) })
    await send('2026-11-18T08:29:59+08:00')
    expect(lab.mails).toEqual([])
    await Promise.all(Array.from({ length: 5 }, () => send(AFTER)))
    await send('2026-11-18T20:00:00+08:00')
    expect(lab.mails).toHaveLength(3)
    expect(new Set(lab.mails.flatMap(mail => mail.to)).size).toBe(3)
    const { items } = await mails(id)
    expect(items.map(row => [row.state, row.tries, String(row.slot)])).toEqual(
      Array(3).fill(['sent', 1, String(Temporal.Instant.from(SLOT))]),
    )
    const [schedule] = (await as(boss, tx => schedulesOf(tx, boss, { limit: 9 }))).items
    expect(schedule).toMatchObject({ last: { sent: 3, failed: 0, open: 0 } })
    expect(String(schedule!.nextAt)).toBe(String(Temporal.Instant.from(SLOT)))
  })

  test('tells yesterday’s numbers as HTML, as text and as a workbook, in the language of the recipient', async () => {
    const agent = await org.staff('agent')
    await givenFollowups(org, [ended(agent, 'completed'), ended(agent, 'refused'), ended(agent, 'no-answer')])
    await givenSchedule(boss, org.rootId, { name: 'Daily <b>&', recipients: [to(boss.staffId, null, 'en')] })
    await send(AFTER)
    const { email } = lab.mails[0]!
    expect(email.subject).toBe('Daily <b>& · 2026-11-17')
    expect(email.text).toContain('Attempts: 3')
    expect(email.text).toContain('Completed: 1 (50% of conversations)')
    expect(email.text).toContain('Response rate RR1: 33.3% (of 3)')
    expect(email.html).toContain('Daily &lt;b&gt;&amp;')
    expect(email.html).toMatch(/Attempts<\/div><div[^>]*>3</)
    const book = new exceljs.Workbook()
    await book.xlsx.load(email.attachments[0]!.content as never)
    expect(email.attachments[0]!.filename).toBe('report-2026-11-17.xlsx')
    expect(book.worksheets.map(sheet => sheet.name)).toEqual([
      'Plan and actual',
      'By agent',
      'Funnel',
      'What became of them',
      'Outcomes',
      'AAPOR rates',
      'AAPOR dispositions',
    ])
    expect(book.getWorksheet('Funnel')!.getRow(3).values).toEqual([undefined, 'All', 3, 3, 3, 3, 2, 1, 0])
  })

  test('shows each recipient his own branches alone, and nothing to those who may not look', async () => {
    const [north, south] = [await org.staff('supervisor', org.northId), await org.staff('supervisor', org.southId)]
    const [agent, gone] = [await org.staff('agent', org.northId), await org.staff('planner')]
    await givenFollowups(org, [ended(agent, 'completed')])
    const { id } = await givenSchedule(boss, org.rootId, {
      recipients: [north, south, agent, gone].map(one => to(one.staffId)),
    })
    await as(org.owner, tx =>
      sql`update staff set deactivated_at = ${WRITTEN}::timestamptz where id = ${gone.staffId}`.execute(tx),
    )
    await send(AFTER)
    const received = new Map(lab.mails.map(mail => [mail.to[0], mail.email.text]))
    expect(received.get(await addressOf(north))).toContain('拨打: 1')
    expect(received.get(await addressOf(south))).toContain('拨打: 0')
    expect(lab.mails).toHaveLength(2)
    expect(
      (await mails(id)).items
        .filter(row => row.state === 'failed')
        .map(row => row.failure)
        .toSorted(),
    ).toEqual(['recipient-gone', 'recipient-may-not'])
  })

  test('goes to an address outside only when an owner has confirmed it', async () => {
    const planner = org.at(await org.staff('planner'), WRITTEN)
    const { id } = await givenSchedule(planner, org.rootId, { recipients: [to(null, 'agency@example.com')] })
    await send(AFTER)
    expect(lab.mails).toEqual([])
    const list = () => as(boss, tx => schedulesOf(tx, boss, { limit: 9 }))
    const [recipient] = (await list()).items[0]!.recipients
    expect(recipient).toMatchObject({ address: 'agency@example.com', confirmed: false })
    await expect(as(planner, tx => confirmRecipient(tx, planner, id, recipient!.id))).rejects.toThrow('forbidden')
    await as(boss, tx => confirmRecipient(tx, boss, id, recipient!.id))
    await send(minutesAfter(24 * 60))
    expect(lab.mails.map(mail => mail.to)).toEqual([['agency@example.com']])
  })

  test('waits for the owner again when a planner lets it tell an address outside of more than he confirmed', async () => {
    const planner = org.at(await org.staff('planner'), WRITTEN)
    const recipients = [to(null, 'agency@example.com')]
    const { id } = await givenSchedule(boss, org.northId, { recipients })
    const shown = async () => (await as(boss, tx => schedulesOf(tx, boss, { limit: 9 }))).items[0]!
    const change = async (given: { name?: string; branchId?: string }) => {
      const row = { ...(await shown()), recipients, ...given }
      await as(planner, tx => changeSchedule(tx, planner, id, row))
      return (await shown()).recipients[0]!.confirmed
    }
    expect(await change({ name: '北方日报' })).toBe(true)
    expect(await change({ branchId: org.rootId })).toBe(false)
    await send(AFTER)
    expect(lab.mails).toEqual([])
  })

  test('is not sent when it is paused or removed, nor for times before it was written or changed', async () => {
    const paused = await givenSchedule(boss, org.rootId, { paused: true })
    const removed = await givenSchedule(boss, org.rootId)
    await as(boss, tx => removeSchedule(tx, boss, removed.id))
    const late = org.at(boss, AFTER)
    await givenSchedule(late, org.rootId)
    await send(minutesAfter(5))
    expect(lab.mails).toEqual([])
    expect(
      (await as(boss, tx => schedulesOf(tx, boss, { limit: 9 }))).items.find(row => row.id === paused.id),
    ).toMatchObject({ nextAt: null })
  })

  test('that two people change at once keeps the first change and refuses the second', async () => {
    const { id } = await givenSchedule(boss, org.rootId)
    const [row] = (await as(boss, tx => schedulesOf(tx, boss, { limit: 9 }))).items
    const { name, branchId, campaignId, teamId, rhythm, weekday, monthDay, atMinute, workdaysOnly, paused, version } =
      row!
    const given = {
      name,
      branchId,
      campaignId,
      teamId,
      rhythm,
      weekday,
      monthDay,
      atMinute,
      workdaysOnly,
      paused,
      version,
      recipients: [to(boss.staffId)],
    }
    const results = await Promise.allSettled(
      [7 * 60, 9 * 60].map(minute => as(boss, tx => changeSchedule(tx, boss, id, { ...given, atMinute: minute }))),
    )
    expect(results.map(result => result.status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const elsewhere = (await givenOrganisation()).owner
    await expect(as(elsewhere, tx => changeSchedule(tx, elsewhere, id, given))).rejects.toThrow('not-found')
    await expect(givenSchedule(boss, org.rootId, { recipients: [to(elsewhere.staffId)] })).rejects.toThrow(
      'recipient-not-known',
    )
  })
})

describe('a mail that does not go out', () => {
  test('is refused for good by a 550, and the page has the server’s words', async () => {
    lab.answer({ onRecipient: () => ({ status: 550, words: '5.1.1 No such user' }) })
    const { id } = await givenSchedule(boss, org.rootId)
    await send(AFTER)
    lab.answer({})
    await send(minutesAfter(60))
    expect(lab.mails).toEqual([])
    const [row] = (await mails(id)).items
    expect(row).toMatchObject({
      state: 'failed',
      tries: 1,
      failure: 'refused',
      words: expect.stringContaining('No such user'),
    })
    expect(row!.text).toContain('邮件服务器拒收')
  })

  test('is tried again with back-off when the server asks for it, until it goes out, once', async () => {
    lab.answer({ onRecipient: () => ({ status: 451, words: '4.7.1 Greylisted' }) })
    const { id } = await givenSchedule(boss, org.rootId)
    await send(AFTER)
    await send(AFTER)
    expect((await mails(id)).items[0]).toMatchObject({ state: 'waiting', tries: 1, failure: 'later' })
    await send(minutesAfter(1))
    await send(minutesAfter(2))
    expect((await mails(id)).items[0]).toMatchObject({ tries: 2, words: expect.stringContaining('Greylisted') })
    lab.answer({})
    await send(minutesAfter(3))
    await send(minutesAfter(4))
    expect(lab.mails).toHaveLength(1)
    expect((await mails(id)).items[0]).toMatchObject({ state: 'sent', tries: 3, failure: null, words: null })
  })

  test('is given up after nine tries, when nobody listens', async () => {
    const { id } = await givenSchedule(boss, org.rootId)
    const nobody = { ...config, port: 1 }
    for (let hour = 0; hour < 12; hour++) await send(minutesAfter(hour * 60 * 3), nobody)
    const rows = (await mails(id)).items.filter(row => String(row.slot) === String(Temporal.Instant.from(SLOT)))
    expect(rows).toMatchObject([{ state: 'failed', tries: 9, failure: 'unreachable' }])
  })

  test('waits while the server takes nobody’s password, and says so', async () => {
    const strict = await startLabMail({ tls: 'starttls', signIn: { user: 'huifang', password: 'right' } })
    const { id } = await givenSchedule(boss, org.rootId)
    await send(AFTER, { ...config, port: strict.port, ca: strict.cert, signIn: { user: 'huifang', password: 'wrong' } })
    expect((await mails(id)).items[0]).toMatchObject({
      state: 'waiting',
      failure: 'sign-in',
      words: expect.stringContaining('535'),
    })
    await send(minutesAfter(1), { ...config, port: strict.port, requireTls: true })
    expect((await mails(id)).items[0]).toMatchObject({ failure: 'no-tls' })
    expect(JSON.stringify((await mails(id)).items)).not.toContain('wrong')
    await strict.close()
  })
})

describe('a server that dies', () => {
  /** A server process of its own that sends what is due at a moment, to be killed. */
  function server(at: string) {
    const program = `
      import { openDatabase, openPool } from '${import.meta.dirname}/../platform/database.ts'
      import { sendReports } from '${import.meta.dirname}/send-reports.ts'
      const { url, config, orgId, at } = JSON.parse(process.env.GIVEN)
      const db = openDatabase(openPool(url, 2))
      await sendReports(db, config, orgId, () => Temporal.Instant.from(at), new AbortController().signal)
      process.exit(0)`
    const given = { url: inject('appUrl'), config, orgId: org.orgId, at }
    return spawn(process.execPath, ['--input-type=module', '-e', program], {
      env: { ...process.env, GIVEN: JSON.stringify(given) },
      stdio: 'inherit',
    })
  }

  test('after the mail was taken and before that was written down leaves one mail that may come twice, by the same id', async () => {
    const { id } = await givenSchedule(boss, org.rootId)
    const child = server(AFTER)
    const died = new Promise(resolve => child.on('exit', (_code, signal) => resolve(signal)))
    lab.answer({
      onMail: () => {
        child.kill('SIGKILL')
        return undefined
      },
    })
    expect(await died).toBe('SIGKILL')
    await expect.poll(() => lab.mails.length).toBe(1)
    lab.answer({})
    expect((await mails(id)).items[0]).toMatchObject({ state: 'sending', tries: 1 })
    await send(minutesAfter(4))
    expect(lab.mails).toHaveLength(1)
    await send(minutesAfter(5))
    await send(minutesAfter(20))
    expect(lab.mails).toHaveLength(2)
    expect(new Set(lab.mails.map(mail => mail.email.messageId)).size).toBe(1)
    expect((await mails(id)).items[0]).toMatchObject({ state: 'sent', tries: 2 })
  })
})
