import { expect, type Page, test } from '@playwright/test'
import { fixedLine } from '../demo/quiet-numbers.ts'
import { addCustomer } from '../server/customers/contract.ts'
import { addFollowup } from '../server/followups/contract.ts'
import { createScript } from '../server/scripts/contract.ts'
import { HeldPlan } from './held-plan.ts'
import {
  A_WORKING_MORNING,
  type Caller,
  emailOf,
  foundHouse,
  type House,
  OWNER,
  openHouse,
  staffHouse,
} from './house.ts'
import { mainOf } from './page.ts'
import { t } from './words.ts'

const TEAM = '回访一组'
const REASON = '客户来电，明天才方便'
let house: House
let followupId: string

test.beforeAll(async () => {
  house = await openHouse({ clock: A_WORKING_MORNING })
  await foundHouse(house)
  const staff = [
    { name: '李娜', login: 'agent', role: 'agent' },
    { name: '林晓燕', login: 'planner', role: 'planner' },
  ] as const
  const teamId = await staffHouse(house, staff, TEAM)
  const owner = await house.as(OWNER)
  const { id: scriptId } = await owner(createScript, {
    body: { name: '回访', opening: '您好，{customer}', minutes: 2, questions: [] },
  })
  followupId = await giveFollowup(owner, '王芳', 1, { teamId, scriptId })
  await giveFollowup(owner, '赵敏', 2, { teamId, scriptId })
})
test.afterAll(() => house?.close())

test('a planner plans the days, moves a contact knowing what follows, and everybody reads why', async ({ browser }) => {
  const page = await house.visit(browser, emailOf('planner'))

  await test.step('without a plan the page says what one is', async () => {
    await page.goto('/plan')
    await expect(page.getByText(t('plan.first-empty'), { exact: true })).toBeVisible()
  })
  await test.step('planning shows how far it is, and its result', async () => {
    const goOn = await holdBack(page, '**/api/v1/plan-runs/current')
    await mainOf(page)
      .getByRole('button', { name: t('plan.plan-now') })
      .click()
    await expect(page.getByRole('heading', { name: t('plan.plan-running') })).toBeVisible()
    await expect(page.getByRole('progressbar')).toBeVisible()
    goOn()
    await expect(page.getByText(t('plan.plan-done', { count: 2 }))).toBeVisible()
    await expect(figure(page, t('plan.figure-planned'))).toHaveText('2')
    await expect(mainOf(page)).toContainText(t('plan.made-by', { name: '林晓燕' }))
  })
  await test.step('a day is opened by keyboard', async () => {
    await dayOf(page, '11月17日 星期二').focus()
    await page.keyboard.press('Enter')
    await expect(rowOf(page, '王芳')).toBeVisible()
    await expect(rowOf(page, '赵敏')).toBeVisible()
  })
  await test.step('one contact is pushed, with what follows told before it is saved', async () => {
    await page.getByRole('checkbox', { name: t('plan.choose-row', { name: '王芳' }) }).check()
    await page.getByRole('button', { name: t('plan.move'), exact: true }).click()
    await page.getByRole('button', { name: t('plan.day-after') }).click()
    const effect = page.getByRole('region', { name: t('plan.consequences') })
    await expect(effect).toContainText('11月17日')
    await expect(effect).toContainText('11月18日')
    const save = page.getByRole('button', { name: t('plan.move-save') })
    await expect(save).toBeDisabled()
    await page.getByLabel(t('plan.reason')).fill(REASON)
    await save.click()
    await expect(page.getByText(t('plan.moved', { count: 1 }))).toBeVisible()
    await expect(rowOf(page, '赵敏')).toBeVisible()
    await expect(rowOf(page, '王芳')).toBeHidden()
  })
  await test.step('the follow-up says for which day it is planned, who wanted it and why', async () => {
    await page.goto(`/followups?id=${followupId}`)
    const drawer = page.getByRole('dialog')
    await expect(drawer).toContainText('11月18日')
    await expect(drawer).toContainText(REASON)
    await expect(drawer).toContainText('林晓燕')
  })
  await test.step('the day is let go, and the customer is planned by the rules again', async () => {
    await page.getByRole('button', { name: t('plan.release') }).click()
    await expect(page.getByText(t('plan.released'))).toBeVisible()
    await expect(page.getByRole('dialog')).not.toContainText(REASON)
  })
})

test('a plan that is under way is cancelled; the earlier one stays whole', async ({ browser }) => {
  const page = await house.visit(browser, emailOf('planner'))
  await page.goto('/plan')
  await expect(figure(page, t('plan.figure-planned'))).toHaveText('2')
  const held = await HeldPlan.of(house)
  try {
    await mainOf(page)
      .getByRole('button', { name: t('plan.plan-now') })
      .click()
    await held.isReached()
    await page.getByRole('button', { name: t('plan.cancel-run') }).click()
    await expect(page.getByText(t('plan.plan-cancelled'))).toBeVisible()
    await expect(page.getByRole('heading', { name: t('plan.plan-running') })).toBeHidden()
    await expect(page.getByText(t('plan.last-cancelled'))).toBeVisible()
    await held.letGo()
    await held.isCleanedUp()
    await held.isIn('cancelled')
  } finally {
    await held.close()
  }
  await page.reload()
  await expect(figure(page, t('plan.figure-planned'))).toHaveText('2')
  await mainOf(page)
    .getByRole('button', { name: t('plan.plan-now') })
    .click()
  await expect(page.getByText(t('plan.plan-done', { count: 2 }))).toBeVisible()
})

const figure = (page: Page, name: string) => mainOf(page).locator('dl > div').filter({ hasText: name }).locator('dd')
const dayOf = (page: Page, day: string) => page.getByRole('table').getByRole('button', { name: day })
const rowOf = (page: Page, customer: string) => page.getByRole('dialog').getByRole('row').filter({ hasText: customer })

/** Lets no answer of an address through until it is told to, so that what is shown meanwhile can be seen. */
async function holdBack(page: Page, address: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  await page.route(address, async route => {
    await promise
    await route.continue()
  })
  return resolve
}

async function giveFollowup(
  owner: Caller,
  name: string,
  line: number,
  of: { teamId: string; scriptId: string },
): Promise<string> {
  const { id: customerId } = await owner(addCustomer, { body: { name, phones: [fixedLine('10', line)] } })
  const morning = Temporal.Instant.from(A_WORKING_MORNING)
  const { id } = await owner(addFollowup, {
    body: {
      customerId,
      ...of,
      purpose: 'care',
      reason: '了解购买后的使用情况',
      dueAt: morning.toString(),
      expiresAt: morning.add({ hours: 24 * 10 }).toString(),
    },
  })
  return id
}
