import { type Browser, expect, type Page, test } from '@playwright/test'
import type { LabMail } from '../lab/mail.ts'
import { askElsewhere } from '../server/contacts/elsewhere-contract.ts'
import { addCustomer } from '../server/customers/contract.ts'
import type { House } from './house.ts'
import { choose, mainOf } from './page.ts'
import { DESKTOP_BY_DAY, fits, isAccessible, PHONE_AT_NIGHT, show } from './views.ts'
import { t } from './words.ts'

/** What the links in mails begin with; a journey opens them where the product listens. */
export const ADDRESS = 'https://huifang.house.example'

const SENDER = 'service@dongfang.example'
const RECIPIENT = 'wang.xiaoyu@kehu.example'
const REASON = '了解您购买后的使用情况'
const SUBJECT = '您的新机用得怎么样'
const TEXT = '王女士您好，想请您说说新机的使用情况。'

interface Place {
  house: House
  lab: LabMail
  browser: Browser
}

/** A mail from its first word to the last one: written, sent, vouched for, stopped by who got it, and the next one refused. */
export async function writeUntilStopped({ house, lab, browser }: Place): Promise<void> {
  const owner = await house.as('owner@demo.example')
  const { id } = await owner(addCustomer, { body: { name: '王小雨', emails: [RECIPIENT] } })
  const page = await house.visit(browser, 'supervisor@demo.example')
  const colleague = await house.visit(browser, 'agent@demo.example')

  await test.step('the owner registers the sender that customers see', () => registerSender(house, browser))
  await test.step('two colleagues write to the customer, and one sends', async () => {
    await write(colleague, id)
    await write(page, id)
    const preview = page.getByRole('region', { name: t('kit.mail-preview') })
    for (const words of [SENDER, SUBJECT, TEXT, REASON, '010-0400 8000']) await expect(preview).toContainText(words)
    await isFine(page, 'a mail while it is written')
    await send(page)
    await expect(page.getByText(t('customers.mail-written', { masked: '•••aoyu@' }))).toBeVisible()
  })
  const link = await test.step('it goes out with who writes, why, and how to check and to stop it', () => arrival(lab))
  await test.step('the timeline has it word for word', async () => {
    await mainOf(page).getByRole('button', { name: REASON }).click()
    const detail = page.getByRole('dialog', { name: t('customers.one-mail') })
    for (const words of [SUBJECT, TEXT, SENDER]) await expect(detail).toContainText(words)
    await isFine(page, 'a mail on the timeline')
  })
  await test.step('the hotline can say that it was us', () => vouch(house, browser))
  await test.step('the customer stops them by one click', () => stop(house, browser, link))
  await test.step('the other mail is refused with the reason, and what was written stays', async () => {
    await send(colleague)
    await expect(colleague.getByRole('alert')).toContainText('已要求不再发送邮件')
    await expect(colleague.getByLabel(t('customers.mail-text'))).toHaveValue(TEXT)
    await isFine(colleague, 'a mail that was refused')
    expect(lab.mails.filter(({ to }) => to.includes(RECIPIENT))).toHaveLength(1)
  })
  await test.step('a mail of another system stands with the calls made elsewhere', () => seeElsewhere(house, browser))
}

async function registerSender(house: House, browser: Browser): Promise<void> {
  const page = await house.visit(browser, 'owner@demo.example')
  await page.goto('/settings/organisation')
  const field = page.getByLabel(t('settings.sender'))
  await field.fill(SENDER)
  await field.press('Enter')
  await expect(page.getByText(t('settings.sender-saved'))).toBeVisible()
  await page.context().close()
}

async function write(page: Page, customerId: string): Promise<void> {
  await page.goto(`/customers/${customerId}`)
  await page.getByRole('button', { name: t('customers.write-mail') }).click()
  await choose(page.getByLabel(t('customers.purpose')), '满意度')
  await page.getByLabel(t('customers.mail-reason')).fill(REASON)
  await page.getByLabel(t('customers.mail-subject')).fill(SUBJECT)
  await page.getByLabel(t('customers.mail-text')).fill(TEXT)
}

const send = (page: Page) => page.getByRole('button', { name: t('customers.mail-send') }).click()

/** Waits for the mail at the mail server and answers the path of its link. */
async function arrival(lab: LabMail): Promise<string> {
  const arrived = () => lab.mails.find(({ to }) => to.includes(RECIPIENT))
  await expect.poll(arrived).toBeDefined()
  const { email } = arrived()!
  expect(email.from?.address).toBe(SENDER)
  expect(email.subject).toBe(SUBJECT)
  const text = email.text ?? ''
  for (const words of [TEXT, '王海燕', REASON, '010-0400 8000']) expect(text).toContain(words)
  const link = text.match(new RegExp(`${ADDRESS}(/stop-mails/[\\w-]+)`))
  return link![1]!
}

async function vouch(house: House, browser: Browser): Promise<void> {
  const page = await house.visit(browser, 'hotline@demo.example')
  await page.goto('/hotline')
  await mainOf(page).getByRole('textbox').first().fill(RECIPIENT)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: t('hotline.answer-mailed') })).toBeVisible()
  await expect(mainOf(page)).toContainText(SENDER)
  await isFine(page, 'a mail at the hotline')
  await page.context().close()
}

async function stop(house: House, browser: Browser, link: string): Promise<void> {
  const context = await browser.newContext({ baseURL: house.url })
  const page = await context.newPage()
  await page.goto(link)
  const button = page.getByRole('button', { name: t('signIn.stop-mails-now') })
  await expect(button).toBeVisible()
  await isFine(page, 'the page to stop mails')
  await button.click()
  await expect(page.getByRole('status')).toContainText(t('signIn.stop-mails-done'))
  await isFine(page, 'the page after mails were stopped')
  await context.close()
}

async function seeElsewhere(house: House, browser: Browser): Promise<void> {
  const owner = await house.as('owner@demo.example')
  const { id } = await owner(addCustomer, { body: { name: '赵明月', emails: ['zhao.mingyue@kehu.example'] } })
  await owner(askElsewhere, {
    body: {
      ...{ customerId: id, channel: 'email', purpose: 'satisfaction', reason: REASON },
      ...{ callerNumber: 'news@dongfang.example', by: '邮件系统' },
    },
  })
  const page = await house.visit(browser, 'supervisor@demo.example')
  await page.goto('/outside-contacts')
  const row = page.getByRole('row', { name: '赵明月' })
  await expect(row).toContainText(t('kit.channel-email'))
  await isFine(page, 'a mail of another system')
  await row.getByRole('button', { name: t('supervision.outside-report') }).click()
  await expect(page.getByRole('dialog')).toContainText('news@dongfang.example')
  await isFine(page, 'what became of a mail of another system')
  await page.context().close()
}

/** At both widths nothing is cut off, and everybody can use it. */
async function isFine(page: Page, what: string): Promise<void> {
  for (const view of [PHONE_AT_NIGHT, DESKTOP_BY_DAY]) {
    await show(page, view)
    await fits(page, what)
    await isAccessible(page, what)
  }
}
