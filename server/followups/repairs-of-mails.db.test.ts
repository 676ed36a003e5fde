import { expect, test } from 'vitest'
import { askElsewhere } from '../contacts/ask-elsewhere.ts'
import { givenCustomer } from '../contacts/given.ts'
import { reportElsewhere } from '../contacts/report-elsewhere.ts'
import { setMailSender } from '../contacts/set-mail-sender.ts'
import { as, givenOrganisation } from '../people/given.ts'
import { listRepairs } from './list-repairs.ts'

test('an address that mail came back from is to be mended, said as of a mail', async () => {
  const org = await givenOrganisation()
  const boss = org.owner
  await as(boss, tx => setMailSender(tx, boss, { address: 'service@example.com' }))
  const customerId = await givenCustomer(org, { name: '赵敏', emails: ['zhao.min@example.org'] })
  await as(boss, async tx => {
    const asked = {
      channel: 'email' as const,
      purpose: 'care' as const,
      reason: '关怀',
      campaignId: null,
      agreedAt: null,
    }
    const sender = { callerNumber: 'news@example.com', by: '邮件系统' }
    const { contactId } = await askElsewhere(tx, boss, { ...asked, ...sender, customerId }, 'zh')
    await reportElsewhere(tx, boss, contactId!, { outcome: 'bounced', conversed: false, note: '' })
  })
  const { items } = await as(boss, tx => listRepairs(tx, boss, { limit: 9 }, 'zh'))
  expect(items).toMatchObject([{ customerId, kind: 'email', state: 'wrong', lastOutcomeText: '被退回' }])
  expect(items[0]!.advice).toContain('邮件被退回')
  expect(items[0]!.masked).toMatch(/^•••.+@$/)
})
