import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { contentReasons } from '../../server/campaigns/content-reasons.ts'
import { PURPOSE_WORDS } from '../../server/campaigns/rules.ts'
import { setMailSender } from '../../server/contacts/mail-sender-contract.ts'
import { DEFAULT_CONTENT } from '../../server/policy/rules.ts'
import { OWNER } from '../house.ts'
import { choose, importFile, mainOf } from '../page.ts'
import { t } from '../words.ts'
import { CAMPAIGN, CUSTOMERS, type Day, MAIL, ON_TIME, OPENING, ORDERS, SCORE, SCRIPT, TEAM } from './business.ts'

export async function importCustomers({ at }: Day): Promise<void> {
  const page = at.planner
  await importFile(page, 'customers', { name: '会员.csv', text: CUSTOMERS }, async () => {
    await choose(page.getByRole('combobox', { name: `会员名 ${t('customers.becomes')}` }), '姓名或名称')
    await expect(page.getByRole('table', { name: t('customers.preview') })).toContainText('王芳')
  })
  await expect(mainOf(page)).toContainText('不是有效号码')

  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: t('customers.download-rejected') }).click()
  const rejected = readFileSync(await (await downloading).path(), 'utf8')
  expect(rejected).toContain('钱多')
  expect(rejected).toContain('没有编号')
  expect(rejected).not.toContain('王芳')

  await page.getByRole('link', { name: t('customers.see-customers') }).click()
  const customers = page.getByRole('table', { name: t('customers.customers') })
  await expect(customers.getByRole('row')).toHaveCount(5)
  await expect(customers.getByRole('row', { name: '王芳' })).toContainText('••• 7919')
}

export async function importOrders({ at }: Day): Promise<void> {
  const page = at.planner
  await importFile(page, 'orders', { name: '订单.csv', text: ORDERS })
  await expect(page.getByRole('button', { name: t('customers.download-rejected') })).toBeVisible()
  await page.getByRole('link', { name: t('customers.see-customers') }).click()
  await page.getByRole('link', { name: '王芳' }).click()
  await expect(mainOf(page)).toContainText('按摩椅')
  await expect(mainOf(page)).toContainText('7,098')
}

export async function writeScript({ at }: Day): Promise<void> {
  const page = at.planner
  await page.goto('/scripts')
  await page.getByRole('button', { name: t('planning.new-script') }).click()
  await page.getByLabel(t('planning.script-name')).fill(SCRIPT)
  await page.getByRole('textbox', { name: t('planning.opening') }).fill(OPENING)
  await page.getByRole('button', { name: t('planning.add-question') }).click()
  const first = page.getByRole('region', { name: t('planning.question-number', { number: 1 }) })
  await choose(first.getByRole('combobox', { name: t('planning.question-kind') }), t('planning.asks-scale'))
  await first.getByRole('textbox', { name: t('planning.question-text') }).fill(SCORE)
  await first.getByRole('checkbox', { name: t('planning.required') }).check()
  await first.getByRole('spinbutton', { name: t('planning.lowest-value') }).fill('0')
  await first.getByRole('spinbutton', { name: t('planning.highest-value') }).fill('10')
  const problem = first.getByRole('combobox', { name: t('planning.problem-if'), exact: true })
  await choose(problem, t('planning.problem-at-most'))
  await first.getByRole('spinbutton', { name: t('planning.problem-if-value') }).fill('6')
  await page.getByRole('button', { name: t('planning.add-question') }).click()
  const second = page.getByRole('region', { name: t('planning.question-number', { number: 2 }) })
  await choose(second.getByRole('combobox', { name: t('planning.question-kind') }), t('planning.asks-yes-no'))
  await second.getByRole('textbox', { name: t('planning.question-text') }).fill(ON_TIME)
  await second.getByRole('checkbox', { name: t('planning.required') }).check()
  await page.getByRole('button', { name: t('planning.save-script') }).click()
  await expect(page.getByRole('heading', { level: 1, name: SCRIPT })).toBeVisible()
}

export async function planCampaign({ at, house }: Day): Promise<void> {
  const page = at.planner
  await page.goto('/campaigns')
  await page.getByRole('button', { name: t('planning.new-campaign') }).click()
  await page.getByRole('button', { name: new RegExp(`^${t('planning.kind-order')}`) }).click()
  await page.getByLabel(t('planning.campaign-name')).fill(CAMPAIGN)
  await page.getByRole('button', { name: PURPOSE_WORDS.care.zh }).click()
  await page.getByLabel(t('planning.reason-for-customer')).fill('了解您购买后的使用情况')
  const steps = page.getByRole('navigation', { name: t('planning.steps') })
  await steps.getByRole('button', { name: t('planning.step-when') }).click()
  await page.getByRole('spinbutton', { name: t('planning.from-day') }).fill('3')
  await page.getByRole('spinbutton', { name: t('planning.to-day') }).fill('10')
  await steps.getByRole('button', { name: t('planning.step-how') }).click()
  await choose(page.getByRole('combobox', { name: t('planning.team') }), TEAM)
  await choose(page.getByRole('combobox', { name: t('planning.script') }), SCRIPT)
  await writeTheMail(page, house)
  await steps.getByRole('button', { name: t('planning.step-check') }).click()
  await page.getByRole('button', { name: t('planning.do-submit') }).click()
  await expect(page.getByText(t('planning.state-submitted'), { exact: true }).first()).toBeVisible()
}

/** Who cannot be called is written to; what is wrong stands beside what is written, and what the customer gets below it. */
async function writeTheMail(page: Page, house: Day['house']): Promise<void> {
  await page.getByText(t('planning.channel-both'), { exact: true }).click()
  await page.getByLabel(t('planning.mail-subject'), { exact: true }).fill(MAIL)
  const text = page.getByLabel(t('planning.mail-text'), { exact: true })
  await text.fill('{name}，您好，请回复您的验证码。')
  await expect(page.getByText(contentReasons['mail-placeholder-unknown'].zh()).first()).toBeVisible()
  await expect(page.getByText(contentReasons['mail-asks-for-secrets'].zh()).first()).toBeVisible()
  await text.fill('{customer}，您好，想请您说说按摩椅用得怎么样。')
  const preview = page.getByRole('region', { name: t('kit.mail-preview') })
  for (const words of [MAIL, '王女士，您好', '晨光家居', '了解您购买后的使用情况', '010-0400 8000']) {
    await expect(preview).toContainText(words)
  }
  await expect(page.getByText(t('planning.sender-missing'))).toBeVisible()
  const owner = await house.as(OWNER)
  await owner(setMailSender, { body: { address: 'service@chenguang.example' } })
  await expect(page.getByText(t('planning.sender-missing'))).toBeHidden()
  await expect(preview).toContainText('service@chenguang.example')
}

export async function approve({ at }: Day): Promise<void> {
  const { planner, approver: page } = at
  await expect(planner.getByRole('button', { name: t('planning.do-approve') })).toBeDisabled()
  await page.goto('/campaigns')
  await page.getByRole('row', { name: CAMPAIGN }).click()
  await expect(mainOf(page)).toContainText('购买后第 3–10 天')
  await expect(mainOf(page)).toContainText(MAIL)
  await page.getByRole('button', { name: t('planning.do-approve') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('planning.do-approve') })
    .click()
  await expect(page.getByText(t('planning.state-running'), { exact: true }).first()).toBeVisible()
  await expect(planner.getByText(t('planning.state-running'), { exact: true }).first()).toBeVisible()
}

const attemptGap = DEFAULT_CONTENT.rules.find(rule => rule.id === 'attempt-gap')!

export async function relaxPolicy({ at }: Day): Promise<void> {
  const { planner, approver } = at
  await planner.goto('/policy')
  await planner.getByRole('button', { name: t('policy.begin-draft') }).click()
  await planner.getByRole('button', { name: attemptGap.name }).click()
  await planner.getByRole('button', { name: t('policy.remove-rule') }).click()
  await expect(mainOf(planner)).toContainText(t('policy.draft-bar', { count: 1 }))
  await planner.getByRole('button', { name: t('policy.submit') }).click()
  await planner
    .getByRole('dialog')
    .getByRole('button', { name: t('policy.submit') })
    .click()
  await expect(planner.getByRole('button', { name: t('policy.approve') })).toBeDisabled()
  await approver.goto('/policy')
  await approver.getByRole('button', { name: t('policy.approve') }).click()
  await approver
    .getByRole('dialog')
    .getByRole('button', { name: t('policy.approve') })
    .click()
  await expect(mainOf(approver)).toContainText(t('policy.is-stated', { name: '周志强' }))
}

export async function planNow({ at }: Day): Promise<void> {
  const page = at.supervisor
  await page.goto('/followups')
  await page.getByRole('button', { name: t('supervision.plan-now') }).click()
  await expect(page.getByText(t('supervision.planned-in-all', { count: 3 }))).toBeVisible()
  await at.owner.goto('/today')
  await expect(at.owner.getByText(t('insight.no-agents'))).toBeVisible()
}
