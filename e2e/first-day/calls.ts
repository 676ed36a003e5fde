import { expect, type Page } from '@playwright/test'
import { choose, mainOf } from '../page.ts'
import { t } from '../words.ts'
import { CAMPAIGN, type Customer, type Day, NUMBERS, ON_TIME, PROBLEM, SCORE } from './business.ts'

/** Answers who was called: the three have waited equally long. */
export async function workByKeyboard({ at }: Day): Promise<Customer> {
  const page = at.agent
  const { keyboard } = page
  await page.goto('/desk')
  await expect(page.getByRole('button', { name: t('desk.take-next') })).toBeFocused()
  await keyboard.press('Enter')
  const called = await customerOn(page)
  await expect(page.getByText(`您好，${called}，我是晨光家居的李娜，想用`)).toBeVisible()
  await keyboard.press('d')
  await expect(page.getByRole('timer')).toBeVisible()
  await keyboard.press('Enter')
  const question = page.getByRole('listitem')
  await expect(question.filter({ hasText: SCORE })).toHaveAttribute('aria-current', 'true')
  await keyboard.press('4')
  await keyboard.press('Enter')
  await expect(question.filter({ hasText: ON_TIME })).toHaveAttribute('aria-current', 'true')
  await keyboard.press('n')
  await keyboard.press('Enter')
  await keyboard.press('1')
  await keyboard.press('x')
  await expect(page.getByRole('textbox', { name: t('desk.problem-text') })).toBeFocused()
  await keyboard.press('ControlOrMeta+a')
  await keyboard.type(PROBLEM)
  await keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(t('desk.ended-settled'))).toBeVisible()
  await expect(at.owner.getByRole('row', { name: '李娜' })).toBeVisible()
  return called
}

export async function solveCase({ at }: Day): Promise<void> {
  const page = at.supervisor
  await page.goto('/cases')
  await page.getByRole('row', { name: PROBLEM }).click()
  await page.getByRole('button', { name: t('supervision.solve') }).click()
  const form = page.getByRole('dialog', { name: t('supervision.solve') })
  await form.getByLabel(t('supervision.solution-label')).fill('已派师傅上门调整扶手，并补发说明。')
  await form.getByRole('button', { name: t('supervision.solve') }).click()
  await expect(form).toBeHidden()
  await expect(mainOf(page)).toContainText(t('supervision.case-confirming'))
}

export async function lookUp({ at }: Day, called: Customer): Promise<void> {
  await askWhetherItWasUs(at.hotline, NUMBERS[called])
  await expect(at.hotline.getByRole('heading', { name: t('hotline.answer-made') })).toBeVisible()
  const told = at.hotline.getByText('李娜').first()
  await expect(told).toBeVisible()
  for (const words of [CAMPAIGN, '周志强', '了解您购买后的使用情况'])
    await expect(mainOf(at.hotline)).toContainText(words)
}

async function askWhetherItWasUs(page: Page, number: string): Promise<void> {
  await page.goto('/hotline')
  await page.getByRole('textbox', { name: t('hotline.field') }).fill(number)
  await page.keyboard.press('Enter')
}

export async function confirm({ at }: Day, called: Customer): Promise<void> {
  const { supervisor, colleague: page } = at
  const { keyboard } = page
  // The solver belongs to the team too, but nobody asks about his own solution.
  expect(await takeNext(supervisor)).not.toBe(called)
  expect(await takeNext(page)).toBe(called)
  await expect(mainOf(page)).toContainText(PROBLEM)
  await keyboard.press('d')
  await expect(page.getByRole('timer')).toBeVisible()
  await keyboard.press('Enter')
  await keyboard.press('y')
  await keyboard.press('Enter')
  await keyboard.press('1')
  await keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByText(t('desk.ended-settled'))).toBeVisible()
  await expect(at.owner.getByRole('row', { name: '张伟' })).toBeVisible()
  await at.planner.goto('/cases?show=closed')
  await expect(at.planner.getByRole('row', { name: PROBLEM })).toContainText(t('supervision.case-closed'))
}

async function takeNext(page: Page): Promise<Customer> {
  await page.goto('/desk')
  await page.getByRole('button', { name: t('desk.take-next') }).click()
  return customerOn(page)
}

/** Whose follow-up is on the desk. */
async function customerOn(page: Page): Promise<Customer> {
  const name = page.getByRole('region', { name: t('desk.who') }).getByRole('heading', { level: 1 })
  return (await name.textContent()) as Customer
}

export async function stopContacts({ at }: Day, called: Customer): Promise<void> {
  const { hotline, supervisor, agent } = at
  const inHand = await customerOn(supervisor)
  await askWhetherItWasUs(hotline, NUMBERS[inHand])
  await expect(hotline.getByRole('heading', { name: t('hotline.answer-reserved') })).toBeVisible()
  await hotline.keyboard.press('s')
  await hotline.keyboard.press('Enter')
  await expect(hotline.getByText(t('hotline.stop-done'))).toBeVisible()
  // Told at once, without a look from his side.
  await expect(supervisor.getByText(t('desk.stopped'))).toBeVisible()
  await expect(supervisor.getByRole('button', { name: '拨打' })).toHaveCount(0)
  await supervisor.keyboard.press('b')
  const back = supervisor.getByRole('dialog', { name: t('desk.give-back-why') })
  await back.getByRole('button', { name: t('desk.give-back') }).click()
  await expect(supervisor.getByText(t('desk.ended-given-back'), { exact: true })).toBeVisible()

  const waiting = (['王芳', '刘洋', '孙悦'] as const).find(name => name !== called && name !== inHand)!
  await hotline.goto('/customers')
  await hotline.getByRole('link', { name: waiting }).click()
  await hotline.getByRole('button', { name: t('customers.stop-contacts') }).click()
  const form = hotline.getByRole('dialog', { name: t('customers.stop-contacts') })
  await choose(form.getByLabel(t('customers.stop-source')), t('customers.stop-source-hotline'))
  await form.getByRole('button', { name: t('customers.stop-contacts') }).click()
  await expect(hotline.getByText(t('customers.stop-done'))).toBeVisible()
  await agent.keyboard.press('Enter')
  await expect(agent.getByRole('status')).toContainText('没有')
  await supervisor.goto('/followups?state=closed')
  for (const name of [inHand, waiting]) await expect(supervisor.getByRole('row', { name })).toBeVisible()
}
