import { expect, test } from '@playwright/test'
import { fixedLine } from '../demo/quiet-numbers.ts'
import { addCustomer } from '../server/customers/contract.ts'
import { addFollowup } from '../server/followups/contract.ts'
import { createScript } from '../server/scripts/contract.ts'
import { A_WORKING_NIGHT, emailOf, foundHouse, type House, OWNER, openHouse, staffHouse } from './house.ts'
import { mainOf } from './page.ts'
import { t } from './words.ts'

let house: House
let customerId: string

test.beforeAll(async () => {
  house = await openHouse({ clock: A_WORKING_NIGHT })
  await foundHouse(house)
  const staff = [
    { name: '李娜', login: 'agent', role: 'agent' },
    { name: '何敏', login: 'hotline', role: 'hotline' },
    { name: '周志强', login: 'approver', role: 'approver' },
  ] as const
  const teamId = await staffHouse(house, staff, '回访一组')
  customerId = await giveFollowup(teamId)
})
test.afterAll(() => house.close())

test('a customer who must be called at night is called once, by leave of a second person', async ({ browser }) => {
  const hotline = await house.visit(browser, emailOf('hotline'))
  const approver = await house.visit(browser, emailOf('approver'))
  const agent = await house.visit(browser, emailOf('agent'))

  await test.step('one asks, and nothing changes yet', async () => {
    await hotline.goto(`/customers/${customerId}`)
    await hotline.getByRole('button', { name: t('customers.ask-override') }).click()
    const form = hotline.getByRole('dialog')
    await form.getByLabel(t('customers.override-why')).fill('客户来电，设备停机，要求今晚回电')
    await form.getByRole('button', { name: t('customers.ask-override') }).click()
    await expect(mainOf(hotline)).toContainText(t('customers.override-state-waiting'))
    await expect(mainOf(hotline)).toContainText(t('customers.verdict-defer'))
  })
  await test.step('a second one sees why, and what the rules say, and approves', async () => {
    await approver.goto('/customers/overrides')
    await approver.getByRole('button', { name: t('customers.override-decide') }).click()
    const form = approver.getByRole('dialog')
    await expect(form).toContainText('设备停机')
    await expect(form).toContainText(t('customers.verdict-defer'))
    await form.getByLabel(t('customers.override-approve'), { exact: true }).check()
    await form.getByRole('button', { name: t('customers.override-decide') }).click()
    await expect(mainOf(approver)).toContainText(t('customers.overrides-none-waiting'))
  })
  await test.step('the customer is handed out by it, and it is used up', async () => {
    await expect(mainOf(hotline)).toContainText(t('customers.verdict-by-override'))
    await agent.goto('/desk')
    await agent.getByRole('button', { name: t('desk.take-next') }).click()
    await expect(agent.getByRole('heading', { level: 1, name: '王芳' })).toBeVisible()
    await approver.goto('/customers/overrides?state=all')
    await expect(mainOf(approver)).toContainText(t('customers.override-state-used'))
  })
})

/** A customer, and something to call her about; answers her id. */
async function giveFollowup(teamId: string): Promise<string> {
  const owner = await house.as(OWNER)
  const { id: scriptId } = await owner(createScript, {
    body: { name: '回访', opening: '您好，{customer}', minutes: 2, questions: [] },
  })
  const { id } = await owner(addCustomer, { body: { name: '王芳', phones: [fixedLine('10', 1)] } })
  const night = Temporal.Instant.from(A_WORKING_NIGHT)
  await owner(addFollowup, {
    body: {
      customerId: id,
      teamId,
      scriptId,
      purpose: 'care',
      reason: '了解购买后的使用情况',
      dueAt: night.toString(),
      expiresAt: night.add({ hours: 72 }).toString(),
    },
  })
  return id
}
