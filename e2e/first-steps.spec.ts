import { type Browser, expect, type Page, test } from '@playwright/test'
import { fixedLine } from '../demo/quiet-numbers.ts'
import { PURPOSE_WORDS } from '../server/campaigns/rules.ts'
import { A_WORKING_MORNING, type House, OWNER, openHouse, PASSWORD } from './house.ts'
import { choose, csv, mainOf } from './page.ts'
import { t } from './words.ts'

const OWNER_NAME = '陈国栋'
const APPROVER = { name: '周志强', email: 'approver@house.example' }
const TEAM = '回访一组'
const CAMPAIGN = '购买后关怀'
const CUSTOMERS = csv([
  ['客户编号', '客户名称', '手机'],
  ['K001', '王芳', fixedLine('10', 1)],
])
const ORDERS = csv([
  ['订单号', '客户编号', '下单时间', '产品名称', '数量', '单价'],
  ['D1', 'K001', '2026-11-12 15:30', '按摩椅', '1', '6980'],
])
const QUESTION = '按摩椅用得还顺手吗？'

let house: House
test.beforeAll(async () => {
  house = await openHouse({ clock: A_WORKING_MORNING })
})
test.afterAll(() => house?.close())

test('a new owner finds her way to the first finished follow-up by what the screens say', async ({ browser }) => {
  test.setTimeout(240_000)
  const page = await browser.newPage({ baseURL: house.url })
  await test.step('the first visit creates the organisation and shows the way', () => setUp(page))
  const approver = await test.step('a second person is invited', () => invite(page, browser))
  await test.step('a team', () => makeTeam(page))
  await test.step('customers, and what happened with them', () => importBoth(page))
  await test.step('a script', () => writeScript(page))
  await test.step('a campaign', () => planCampaign(page))
  await test.step('which the second person approves', () => approve(page, approver))
  await test.step('the first call', () => call(page))
  await test.step('and the way is behind her', () => isBehind(page))
})

/** Every later page is reached by what stands above the page before. */
async function next(page: Page, step: Parameters<typeof t>[0]): Promise<void> {
  const note = page.getByRole('complementary', { name: t('shell.first-steps') })
  await note.getByRole('link', { name: t(step) }).click()
}

async function setUp(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByLabel(t('signIn.organisation')).fill('晨光家居')
  await page.getByLabel(t('signIn.service-number')).fill('010-0400 8000')
  await page.getByLabel(t('signIn.name')).fill(OWNER_NAME)
  await page.getByLabel(t('signIn.email')).fill(OWNER)
  await page.getByLabel(t('signIn.password')).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: t('shell.first-steps') })).toBeVisible()
  const first = mainOf(page).locator('[aria-current=step]')
  await expect(first).toHaveText(t('shell.step-staff'))
  await first.click()
}

async function invite(page: Page, browser: Browser): Promise<Page> {
  await page.getByRole('button', { name: t('admin.invite') }).click()
  const form = page.getByRole('dialog', { name: t('admin.invite') })
  await form.getByLabel(t('settings.name')).fill(APPROVER.name)
  await form.getByLabel(t('settings.email')).fill(APPROVER.email)
  await choose(form.getByLabel(t('settings.roles')), t('kit.role-approver'), t('kit.role-agent'))
  await page.keyboard.press('Escape')
  await form.getByRole('button', { name: t('admin.invite') }).click()
  const shown = page.getByRole('dialog', { name: t('admin.link-title', { name: APPROVER.name }) })
  const link = (await shown.locator('code').textContent())!
  await shown.getByRole('button', { name: t('admin.done') }).click()

  const approver = await browser.newPage({ baseURL: house.url })
  await approver.goto(link)
  await approver.getByLabel(t('signIn.your-password')).fill(PASSWORD)
  await approver.getByRole('button', { name: t('signIn.set-password') }).click()
  await expect(mainOf(approver)).toContainText(t('planning.no-campaigns'))
  return approver
}

async function makeTeam(page: Page): Promise<void> {
  await next(page, 'shell.step-team')
  await mainOf(page)
    .getByRole('button', { name: t('settings.add-team') })
    .last()
    .click()
  const form = page.getByRole('dialog', { name: t('settings.add-team') })
  await form.getByLabel(t('settings.team-name')).fill(TEAM)
  await choose(form.getByLabel(t('settings.members')), OWNER_NAME)
  await page.keyboard.press('Escape')
  await form.getByRole('button', { name: t('settings.add-team') }).click()
  await expect(page.getByRole('row', { name: TEAM })).toContainText(OWNER_NAME)
}

async function importBoth(page: Page): Promise<void> {
  await next(page, 'shell.step-customers')
  await importFile(page, '客户.csv', CUSTOMERS)
  await next(page, 'shell.step-customers')
  await page.locator('input[type=radio][value=orders]').check()
  await importFile(page, '订单.csv', ORDERS)
}

async function importFile(page: Page, name: string, text: string): Promise<void> {
  const file = { name, mimeType: 'text/csv', buffer: Buffer.from(text) }
  await page.getByLabel(t('customers.drop-file')).setInputFiles(file)
  await page.getByRole('button', { name: t('customers.upload'), exact: true }).click()
  await page.getByRole('button', { name: t('customers.start') }).click()
  await expect(mainOf(page).getByText(t('customers.state-finished'), { exact: true })).toBeVisible()
}

async function writeScript(page: Page): Promise<void> {
  await next(page, 'shell.step-script')
  await page.getByLabel(t('planning.script-name')).fill('购买后关怀话术')
  await page.getByRole('textbox', { name: t('planning.opening') }).fill('您好，')
  for (const word of ['customer', 'agent'] as const) {
    await page.getByRole('button', { name: t(`planning.placeholder-${word}`) }).click()
  }
  await page.getByRole('button', { name: t('planning.add-question') }).click()
  const first = page.getByRole('region', { name: t('planning.question-number', { number: 1 }) })
  await choose(first.getByRole('combobox', { name: t('planning.question-kind') }), t('planning.asks-yes-no'))
  await first.getByRole('textbox', { name: t('planning.question-text') }).fill(QUESTION)
  await page.getByRole('button', { name: t('planning.save-script') }).click()
  await expect(mainOf(page)).toContainText(t('planning.nothing-changed'))
}

async function planCampaign(page: Page): Promise<void> {
  await next(page, 'shell.step-campaign')
  await page.getByRole('button', { name: new RegExp(`^${t('planning.kind-order')}`) }).click()
  await page.getByLabel(t('planning.campaign-name')).fill(CAMPAIGN)
  await page.getByRole('button', { name: PURPOSE_WORDS.care.zh }).click()
  await page.getByLabel(t('planning.reason-for-customer')).fill('了解您购买后的使用情况')
  // Step by step, as the button at the end of each says.
  await page
    .getByRole('button', { name: t('planning.step-when') })
    .last()
    .click()
  await page
    .getByRole('button', { name: t('planning.step-who') })
    .last()
    .click()
  await page
    .getByRole('button', { name: t('planning.step-how') })
    .last()
    .click()
  await choose(page.getByRole('combobox', { name: t('planning.team') }), TEAM)
  await choose(page.getByRole('combobox', { name: t('planning.script') }), '购买后关怀话术')
  await page
    .getByRole('button', { name: t('planning.step-check') })
    .last()
    .click()
  await page.getByRole('button', { name: t('planning.do-submit') }).click()
  await expect(page.getByText(t('planning.state-submitted'), { exact: true }).first()).toBeVisible()
}

async function approve(page: Page, approver: Page): Promise<void> {
  await approver.getByRole('row', { name: CAMPAIGN }).click()
  await approver.getByRole('button', { name: t('planning.do-approve') }).click()
  const sure = approver.getByRole('dialog')
  await sure.getByRole('button', { name: t('planning.do-approve') }).click()
  await expect(page.getByText(t('planning.state-running'), { exact: true }).first()).toBeVisible()
}

async function call(page: Page): Promise<void> {
  await next(page, 'shell.step-call')
  await page.getByRole('link', { name: t('shell.area-supervision') }).click()
  await page.getByRole('button', { name: t('supervision.plan-now') }).click()
  const planned = page.getByRole('dialog')
  await expect(planned).toBeVisible()
  await expect(planned.locator('.ant-skeleton')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(planned).toBeHidden()
  await next(page, 'shell.step-call')
  const { keyboard } = page
  await expect(page.getByRole('button', { name: t('desk.take-next') })).toBeFocused()
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: '王芳' })).toBeVisible()
  await keyboard.press('d')
  await expect(page.getByRole('timer')).toBeVisible()
  await keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: QUESTION })).toHaveAttribute('aria-current', 'true')
  await keyboard.press('y')
  await keyboard.press('Enter')
  await keyboard.press('1')
  await keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(t('desk.ended-settled'))).toBeVisible()
}

async function isBehind(page: Page): Promise<void> {
  await expect(page.getByRole('complementary', { name: t('shell.first-steps') })).toBeHidden()
  await page.getByRole('link', { name: t('shell.product') }).click()
  await expect(page.getByRole('heading', { level: 1, name: t('insight.today-title') })).toBeVisible()
}
