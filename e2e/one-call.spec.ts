import { expect, test } from '@playwright/test'
import { fixedLine } from '../demo/quiet-numbers.ts'
import { addCustomer } from '../server/customers/contract.ts'
import { addFollowup, listFollowupsOfCustomer } from '../server/followups/contract.ts'
import { createScript } from '../server/scripts/contract.ts'
import { A_WORKING_MORNING, emailOf, foundHouse, type House, OWNER, openHouse, staffHouse } from './house.ts'
import { statePolicy } from './policy.ts'
import { t } from './words.ts'

const SCORE = '您对这次购买打几分？'
const SOLVED = '上次反映的异响解决了吗？'

let house: House
let customerId: string

test.beforeAll(async () => {
  house = await openHouse({ clock: A_WORKING_MORNING })
  await foundHouse(house)
  const staff = [
    { name: '李娜', login: 'agent', role: 'agent' },
    { name: '林晓燕', login: 'planner', role: 'planner' },
    { name: '周志强', login: 'approver', role: 'approver' },
  ] as const
  const teamId = await staffHouse(house, staff, '回访一组')
  await statePolicy(house, { by: emailOf('planner'), approvedBy: emailOf('approver') }, content => ({
    ...content,
    rules: [
      ...content.rules,
      {
        ...{
          id: 'two',
          name: '一通电话最多谈两件事',
          kind: 'combine',
          most: 2,
          never: [],
          first: ['confirm-solution'],
        },
        ...{ layer: 'own', scope: {}, from: null, until: null, source: '' },
      },
    ],
  }))
  await giveTwo(teamId)
})
test.afterAll(() => house.close())

async function giveTwo(teamId: string): Promise<void> {
  const owner = await house.as(OWNER)
  customerId = (await owner(addCustomer, { body: { name: '王芳', phones: [fixedLine('10', 1)] } })).id
  const now = Temporal.Instant.from(A_WORKING_MORNING)
  const add = async (
    purpose: 'care' | 'confirm-solution',
    {
      reason,
      text,
      ...also
    }: { reason: string; text: string; minutes: number; kind: 'scale' | 'yes-no'; priority: number },
  ) => {
    const { minutes, kind, priority } = also
    const ends = kind === 'scale' ? { min: 1, max: 5 } : {}
    const { id: scriptId } = await owner(createScript, {
      body: {
        ...{ name: purpose, minutes, questions: [{ id: 'q', text, kind, required: true, ...ends }] },
        opening: '您好，{customer}，我是{company}的{agent}，想用{minutes}分钟{reason}，您看可以吗？',
      },
    })
    const [dueAt, expiresAt] = [now.toString(), now.add({ hours: 72 }).toString()]
    await owner(addFollowup, { body: { customerId, teamId, scriptId, purpose, reason, priority, dueAt, expiresAt } })
  }
  await add('care', { reason: '了解您购买后的使用情况', text: SCORE, minutes: 3, kind: 'scale', priority: 9 })
  await add('confirm-solution', { reason: '确认异响已经解决', text: SOLVED, minutes: 2, kind: 'yes-no', priority: 5 })
}

test('two things that wait for one customer are one call: opened with both, asked in order, ended each', async ({
  browser,
}) => {
  const page = await house.visit(browser, emailOf('agent'))
  const { keyboard } = page
  const stages = page.getByRole('navigation', { name: t('desk.stages') })
  await test.step('the opening names both and the time for both', async () => {
    await page.goto('/desk')
    await page.getByRole('button', { name: t('desk.take-next') }).click()
    await expect(page.getByText('想用5分钟确认异响已经解决，以及了解您购买后的使用情况，您看可以吗？')).toBeVisible()
    await expect(page.getByRole('region', { name: t('desk.agenda') }).getByRole('listitem')).toHaveCount(2)
    await expect(stages.getByRole('button')).toHaveCount(4)
  })
  await test.step('what was promised is asked first, then the rest', async () => {
    await keyboard.press('d')
    await expect(page.getByRole('timer')).toBeVisible()
    await keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: '确认问题已解决' })).toBeVisible()
    await keyboard.press('y')
    await expect(page.getByRole('button', { name: t('desk.how-done'), exact: true })).toHaveAttribute(
      'aria-pressed',
      'true',
    )
    await keyboard.press('Enter')
    await expect(page.getByRole('listitem').filter({ hasText: SCORE })).toHaveAttribute('aria-current', 'true')
    await keyboard.press('4')
  })
  await test.step('one outcome ends both', async () => {
    await keyboard.press('ArrowRight')
    await keyboard.press('1')
    await expect(page.getByRole('region', { name: t('desk.carried') })).toContainText('确认异响已经解决')
    await keyboard.press('ControlOrMeta+Enter')
    await expect(page.getByText(t('desk.ended-settled'))).toBeVisible()
    const owner = await house.as(OWNER)
    const { items } = await owner(listFollowupsOfCustomer, { params: { id: customerId } })
    expect(items.map(({ state, lastOutcome, attempts }) => [state, lastOutcome, attempts])).toEqual([
      ['done', 'completed', 1],
      ['done', 'completed', 1],
    ])
  })
})
