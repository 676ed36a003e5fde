import { readFile } from 'node:fs/promises'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type LabMail, startLabMail } from '../../lab/mail.ts'
import { markPointWrong } from '../customers/index.ts'
import { givenApp } from '../given-app.ts'
import { as, type GivenOrganisation, givenOrganisation, testDatabase } from '../people/given.ts'
import type { Actor } from '../platform/actor.ts'
import { connectMail, type MailConfig, readMailUrl } from '../platform/mail.ts'
import { reachAt } from '../platform/product-address.ts'
import { recentContacts } from './contacts-of-customer.ts'
import { givenCustomer, givenPolicy } from './given.ts'
import { givenDyingSender } from './given-sender.ts'
import { endOldMails, sendMails, sendMailsOfAll } from './send-mails.ts'
import { readMailSender, setMailSender } from './set-mail-sender.ts'
import { mailStopOf, stopMails } from './stop-mails.ts'
import { stopIdentifier, stopNumber } from './stop-number.ts'
import { groundFor, verdictOn } from './verdict-on.ts'
import { listMails, writeMail } from './write-mail.ts'

let org: GivenOrganisation
let agent: Actor
let lab: LabMail
let config: MailConfig
let faults: string[]
let count = 0
const address = () => `fang.wang.${++count}@example.org`

beforeEach(async () => {
  faults = []
  org = await givenOrganisation()
  agent = await org.staff('agent')
  await as(org.owner, tx => setMailSender(tx, org.owner, { address: 'service@example.com' }))
  lab = await startLabMail()
  config = { ...readMailUrl(lab.url)!, from: '回访 <huifang@example.com>', patienceMs: 2000 }
  connectMail(config)
  reachAt('https://huifang.example.com')
})
afterEach(async () => {
  connectMail(undefined)
  reachAt(undefined)
  await lab.close()
})

function write(customerId: string, actor = agent) {
  const mail = { purpose: 'care' as const, reason: '保养到期提醒', subject: '您的设备该保养了', text: '王女士，您好！' }
  return as(actor, tx => writeMail(tx, actor, { ...mail, customerId }, 'zh'))
}

const after = (minutes: number) => agent.now.add({ minutes })
const send = (minutes = 0, with_ = config) =>
  sendMails(
    testDatabase(),
    with_,
    org.orgId,
    () => after(minutes),
    new AbortController().signal,
    told => faults.push(told),
  )
const read = async (customerId: string, contactId: string) =>
  (await as(agent, tx => listMails(tx, agent, { customerId, contactId }, 'zh')))[0]!
const contacts = (customerId: string) =>
  as(org.owner, tx => recentContacts(tx, org.owner, customerId, { limit: 9, language: 'zh' }))

async function verdict(customerId: string, channel: 'phone' | 'email', minutes = 0) {
  const actor = org.at(agent, after(minutes))
  const request = { purpose: 'care', matterId: null, channel }
  const found = await as(actor, async tx => verdictOn(tx, actor, await groundFor(tx, org.orgId), customerId, request))
  return found.verdict.reasons.map(({ code }) => code)
}

const tokenIn = (text: string) => /stop-mails\/([\w-]+)/.exec(text)![1]!

describe('a mail to a customer', () => {
  test('is a contact before it is sent, says who writes, why and how to stop it, and counts as one attempt', async () => {
    const to = address()
    const customerId = await givenCustomer(org, { name: '王芳', emails: [to] })
    const { allowed, contactId } = await write(customerId)
    expect(allowed).toBe(true)
    expect(await contacts(customerId)).toMatchObject([
      { channel: 'email', state: 'reserved', callerNumber: 'service@example.com', staffName: agent.name },
    ])
    expect(lab.mails).toEqual([])
    await send()
    const [{ email, to: recipients } = { email: undefined, to: [] }] = lab.mails
    expect(recipients).toEqual([to])
    expect(email).toMatchObject({ subject: '您的设备该保养了', from: { address: 'service@example.com' } })
    for (const said of ['王女士，您好！', agent.name, '为什么写给您：保养到期提醒', '4008001234'])
      expect(email!.text).toContain(said)
    const token = tokenIn(email!.text!)
    const header = (key: string) => email!.headers.find(one => one.key === key)?.value
    expect(header('list-unsubscribe')).toBe(`<https://huifang.example.com/api/v1/mail-stops/${token}>`)
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(await contacts(customerId)).toMatchObject([
      { id: contactId, state: 'made', outcome: 'sent', outcomeText: '已发出', conversed: false },
    ])
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'sent', writtenByName: agent.name })
    expect(await verdict(customerId, 'phone', 1)).toEqual(['attempt-gap', 'outside-hours'])
    expect(await verdict(customerId, 'phone', 24 * 60)).toEqual([])
  })

  test('is not written where the policy says no, and counts in the caps like a call', async () => {
    await givenPolicy(org, { capAttempts: 1 })
    const customerId = await givenCustomer(org, { emails: [address()] })
    expect(await write(await givenCustomer(org))).toMatchObject({
      ...{ allowed: false, contactId: null },
      verdict: { kind: 'deny', reasons: [{ code: 'no-address' }] },
    })
    await write(customerId)
    await send()
    const tomorrow = org.at(agent, after(24 * 60))
    expect(await write(customerId, tomorrow)).toMatchObject({
      ...{ allowed: false },
      verdict: { kind: 'defer', reasons: [{ code: 'attempt-cap' }] },
    })
    await send(24 * 60)
    expect(lab.mails).toHaveLength(1)
  })

  test('is written only where mail can be sent, from a sender of the house, with a way to stop it', async () => {
    const customerId = await givenCustomer(org, { emails: [address()] })
    const lacks = async () => (await as(org.owner, tx => readMailSender(tx, org.owner))).lacks
    await as(org.owner, tx => setMailSender(tx, org.owner, { address: '' }))
    expect(await lacks()).toBe(null)
    await expect(write(customerId)).rejects.toThrow('no-sender')
    reachAt(undefined)
    expect(await lacks()).toBe('product-address')
    await expect(write(customerId)).rejects.toThrow('no-product-address')
    connectMail(undefined)
    expect(await lacks()).toBe('mail-server')
    await expect(write(customerId)).rejects.toThrow('no-mail-server')
    expect(await contacts(customerId)).toEqual([])
  })

  test('is judged once more when it is sent: a wish said meanwhile holds', async () => {
    const to = address()
    const customerId = await givenCustomer(org, { emails: [to] })
    const { contactId } = await write(customerId)
    const hotline = await org.staff('hotline')
    await as(hotline, tx => stopNumber(tx, hotline, { number: to, source: 'hotline', note: '' }))
    await send()
    expect(lab.mails).toEqual([])
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'stopped' })
    expect(await contacts(customerId)).toMatchObject([{ state: 'cancelled', outcome: null }])
    expect(await verdict(customerId, 'phone')).toEqual([])
  })

  test.each(['stopped', 'marked wrong'])(
    'never goes to an address that was %s meanwhile, nor to another',
    async how => {
      const customerId = await givenCustomer(org, { emails: [address(), address()] })
      const { contactId } = await write(customerId)
      const { rows } = await as(org.owner, tx =>
        sql<{ pointId: string; identifierId: string }>`
        select contact_point_id as "pointId", identifier_id as "identifierId" from contact
        where org_id = ${org.orgId} and id = ${contactId}`.execute(tx),
      )
      const { pointId, identifierId } = rows[0]!
      if (how === 'stopped') {
        const given = { identifierId, source: 'link', note: '' }
        await as(org.owner, tx => stopIdentifier(tx, org.owner, given))
      } else await as(org.owner, tx => markPointWrong(tx, org.owner, pointId))
      expect(await verdict(customerId, 'email')).toContain('live-contact')
      await send()
      expect(lab.mails).toEqual([])
      const stopped = await read(customerId, contactId!)
      expect(stopped).toMatchObject({ state: 'stopped', sentence: expect.stringContaining('请重写') })
      expect(await contacts(customerId)).toMatchObject([{ state: 'cancelled', outcome: null }])
      expect(await write(customerId)).toMatchObject({ allowed: true })
      await send(1)
      expect(lab.mails).toHaveLength(1)
    },
  )

  test('that cannot be composed fails by itself, and those behind it go out', async () => {
    const broken = await givenCustomer(org, { emails: [address()] })
    const { contactId } = await write(broken)
    await write(await givenCustomer(org, { emails: [address()] }))
    await as(org.owner, tx =>
      sql`update identifier set ciphertext = '\\x00' where org_id = ${org.orgId} and id = (
        select identifier_id from contact where org_id = ${org.orgId} and id = ${contactId})`.execute(tx),
    )
    await send()
    expect(lab.mails).toHaveLength(1)
    expect(faults).toEqual([expect.stringMatching(/^mail [0-9a-f-]+: \w+( \w+)?$/)])
    expect(await read(broken, contactId!)).toMatchObject({ state: 'failed' })
    expect(await contacts(broken)).toMatchObject([{ state: 'cancelled', outcome: null }])
  })

  test('goes out though another organisation meets a fault', async () => {
    await write(await givenCustomer(org, { emails: [address()] }))
    const broken = Array.from({ length: 5 }, () => crypto.randomUUID())
    const signal = new AbortController().signal
    await sendMailsOfAll(
      testDatabase(),
      config,
      [...broken, org.orgId],
      () => after(0),
      signal,
      told => faults.push(told),
    )
    expect(lab.mails).toHaveLength(1)
    expect(faults).toHaveLength(5)
  })

  test('is written by a person who may also ask whether to contact: no partner, no API key', async () => {
    const customerId = await givenCustomer(org, { emails: [address()] })
    await expect(write(customerId, await org.staff('partner-agent'))).rejects.toThrow('forbidden')
    const key = { id: customerId, name: 'ERP', prefix: 'hf', permissions: ['followups.work', 'contacts.ask'] }
    await expect(write(customerId, { ...agent, key })).rejects.toThrow('not-for-keys')
    expect(await contacts(customerId)).toEqual([])
  })
})

describe('one click', () => {
  test('stops all mails to the address at once, without a sign-in, and said again it stands', async () => {
    const customerId = await givenCustomer(org, { emails: [address()] })
    await write(customerId)
    await send()
    const token = tokenIn(lab.mails[0]!.email.text!)
    const { app } = await givenApp()
    const url = `/api/v1/mail-stops/${token}`
    expect(await mailStopOf(testDatabase(), token)).toMatchObject({ stopped: false })
    const form = { 'content-type': 'application/x-www-form-urlencoded' }
    for (let n = 0; n < 2; n++) {
      const answer = await app.inject({ method: 'POST', url, headers: form, payload: 'List-Unsubscribe=One-Click' })
      expect(answer.statusCode).toBe(200)
    }
    expect((await app.inject({ method: 'GET', url })).json()).toMatchObject({ stopped: true })
    expect((await app.inject({ method: 'POST', url: `${url}x`, headers: form })).statusCode).toBe(404)
    const large = await app.inject({ method: 'POST', url, headers: form, payload: 'x'.repeat(100_000) })
    expect([large.statusCode, large.json().reason]).toEqual([413, 'too-large'])
    expect(await verdict(customerId, 'email', 24 * 60)).toEqual(['address-stopped'])
    expect(await verdict(customerId, 'phone', 24 * 60)).toEqual([])
    await expect(stopMails(testDatabase(), 'a'.repeat(43))).rejects.toThrow('not-found')
    await app.close()
  })
})

describe('a mail server', () => {
  test('that refuses the recipient leaves the address wrong, to be mended', async () => {
    const customerId = await givenCustomer(org, { emails: [address()] })
    const { contactId } = await write(customerId)
    lab.answer({ onRecipient: () => ({ status: 550, words: '5.1.1 No such user here' }) })
    await send()
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'bounced' })
    expect((await read(customerId, contactId!)).sentence).toContain('No such user')
    expect(await contacts(customerId)).toMatchObject([{ state: 'made', outcome: 'bounced' }])
    expect(await verdict(customerId, 'email', 24 * 60)).toEqual(['no-address'])
  })

  test('that refuses us or what we say leaves the address as it is, and its words show no address', async () => {
    const to = address()
    const customerId = await givenCustomer(org, { emails: [to] })
    const { contactId } = await write(customerId)
    lab.answer({
      onMail: () => ({ status: 550, words: `Mail content for <${to.toUpperCase()}> denied, ask ops@qq.example` }),
    })
    await send()
    const { state, sentence } = await read(customerId, contactId!)
    expect(state).toBe('failed')
    expect(sentence).toContain('Mail content for <…> denied, ask …')
    expect(await verdict(customerId, 'email', 1)).toEqual([])
  })

  test('whose words were kept with addresses in them has these taken out by the update', async () => {
    const customerId = await givenCustomer(org, { emails: [address()] })
    const { contactId } = await write(customerId)
    const migration = `${import.meta.dirname}/../../migrations/0137_contacts_mails_without_addresses.sql`
    await as(org.owner, async tx => {
      await sql`update mail set words = '550 5.1.1 <Fang.Wang@example.org>: unknown to 王芳@例子.公司'
        where org_id = ${org.orgId} and contact_id = ${contactId}`.execute(tx)
      await sql.raw(await readFile(migration, 'utf8')).execute(tx)
    })
    const { rows } = await as(org.owner, tx =>
      sql`select words from mail where org_id = ${org.orgId} and contact_id = ${contactId}`.execute(tx),
    )
    expect(rows).toEqual([{ words: '550 5.1.1 … unknown to …' }])
  })

  test('that refuses the mail itself, or is not there, leaves no contact that counts', async () => {
    const [one, other] = [
      await givenCustomer(org, { emails: [address()] }),
      await givenCustomer(org, { emails: [address()] }),
    ]
    const refused = await write(one)
    lab.answer({ onMail: () => ({ status: 554, words: '5.7.1 Message rejected as spam' }) })
    await send()
    expect(await read(one, refused.contactId!)).toMatchObject({ state: 'failed' })
    expect(await verdict(one, 'email', 1)).toEqual([])
    const unsent = await write(other)
    for (let minutes = 0; minutes < 60; minutes += 10) await send(minutes, { ...config, port: 1 })
    expect(await read(other, unsent.contactId!)).toMatchObject({ state: 'failed' })
    expect(await contacts(other)).toMatchObject([{ state: 'cancelled' }])
  })

  test('that is taken away leaves no mail that holds a customer for more than an hour', async () => {
    const customerId = await givenCustomer(org, { emails: [address()] })
    const { contactId } = await write(customerId)
    const endOld = (minutes: number) => {
      const system = org.at(org.owner, after(minutes))
      return as(system, tx => endOldMails(tx, system))
    }
    await endOld(60)
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'waiting' })
    await endOld(61)
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'failed' })
    expect(await contacts(customerId)).toMatchObject([{ state: 'cancelled' }])
    await send(62)
    expect(lab.mails).toEqual([])
  })

  test('that asks to try later gets it again, once it takes it', async () => {
    const customerId = await givenCustomer(org, { emails: [address()] })
    const { contactId } = await write(customerId)
    lab.answer({ onRecipient: () => ({ status: 451, words: '4.7.1 Greylisted' }) })
    await send()
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'waiting' })
    expect(await verdict(customerId, 'phone', 1)).toContain('live-contact')
    lab.answer({})
    await send()
    expect(lab.mails).toHaveLength(0)
    await send(1)
    await send(5)
    expect(lab.mails).toHaveLength(1)
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'sent' })
  })

  test('that hangs up with the mail in hand leaves one of which nobody knows; it is not sent again', async () => {
    const customerId = await givenCustomer(org, { emails: [address()] })
    const { contactId } = await write(customerId)
    lab.answer({ onMail: () => 'hang-up' })
    await send()
    lab.answer({})
    await send(30)
    expect(lab.mails).toHaveLength(0)
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'unconfirmed' })
    expect(await contacts(customerId)).toMatchObject([{ state: 'made', outcome: 'unconfirmed', conversed: false }])
  })
})

describe('servers', () => {
  test('that send at the same time send each mail once', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, () => givenCustomer(org, { emails: [address()] })))
    for (const id of ids) await write(id)
    await Promise.all(Array.from({ length: 5 }, () => send()))
    await send()
    expect(lab.mails).toHaveLength(12)
    expect(new Set(lab.mails.flatMap(mail => mail.to)).size).toBe(12)
  })

  test('that die between saying that they send and hearing that it went out never send it again', async () => {
    const customerId = await givenCustomer(org, { emails: [address()] })
    const { contactId } = await write(customerId)
    expect(await givenDyingSender({ orgId: org.orgId, at: after(0), config, lab })).toBe('SIGKILL')
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'sending' })
    expect(await verdict(customerId, 'phone', 5)).toContain('live-contact')
    await send(9)
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'sending' })
    await send(11)
    await send(60)
    expect(lab.mails).toHaveLength(0)
    expect(await read(customerId, contactId!)).toMatchObject({ state: 'unconfirmed' })
    expect(await contacts(customerId)).toMatchObject([{ state: 'made', outcome: 'unconfirmed' }])
  })
})
