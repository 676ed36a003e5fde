import { expect, test } from '@playwright/test'
import { fixedLine } from '../demo/quiet-numbers.ts'
import { addCustomer } from '../server/customers/contract.ts'
import { addFollowup } from '../server/followups/contract.ts'
import { createScript } from '../server/scripts/contract.ts'
import { A_WORKING_NIGHT, emailOf, foundHouse, type House, OWNER, openHouse, staffHouse } from './house.ts'
import { mainOf } from './page.ts'
import { statePolicy } from './policy.ts'
import { t } from './words.ts'

let house: House

test.beforeAll(async () => {
  house = await openHouse({ clock: A_WORKING_NIGHT })
  await foundHouse(house)
  const staff = [
    { name: '李娜', login: 'agent', role: 'agent' },
    { name: '林晓燕', login: 'planner', role: 'planner' },
  ] as const
  const teamId = await staffHouse(house, staff, '回访一组')
  await giveFollowup(teamId)
})
test.afterAll(() => house.close())

test('nobody is called at night, whoever tries, until the policy says otherwise', async ({ browser }) => {
  const agent = await house.visit(browser, emailOf('agent'))
  const owner = await house.visit(browser, OWNER)

  await test.step('the agent is handed nothing and told why', async () => {
    await agent.goto('/desk')
    await agent.getByRole('button', { name: t('desk.take-next') }).click()
    await expect(agent.getByRole('status')).toContainText('联系规则')
  })
  await test.step('the customer’s page says when next', async () => {
    await owner.goto('/customers')
    await owner.getByRole('link', { name: '王芳' }).click()
    await expect(mainOf(owner)).toContainText(t('customers.verdict-defer'))
    await expect(mainOf(owner)).toContainText('09:00')
  })
  await test.step('a policy that allows the night releases what was held', async () => {
    await stateHours('00:00', '24:00')
    await agent.getByRole('button', { name: t('desk.take-next') }).click()
    await expect(agent.getByRole('heading', { level: 1, name: '王芳' })).toBeVisible()
  })
  await test.step('a policy that forbids it again holds at the last instant before the call', async () => {
    await stateHours('09:00', '21:00')
    await agent.getByRole('button', { name: t('desk.dial', { masked: '••• 7919' }) }).click()
    await expect(agent.getByText(t('desk.ended-refused'))).toBeVisible()
    await expect(mainOf(agent)).toContainText('09:00')
  })
})

/** One window for a working day, stated by the planner and approved by the owner. */
function stateHours(from: string, to: string): Promise<void> {
  return statePolicy(house, { by: emailOf('planner'), approvedBy: OWNER }, ({ rules, exemptions }) => ({
    rules: rules.map(rule => (rule.kind === 'hours' ? { ...rule, workday: [{ from, to }] } : rule)),
    exemptions,
  }))
}

async function giveFollowup(teamId: string): Promise<void> {
  const owner = await house.as(OWNER)
  const { id: scriptId } = await owner(createScript, {
    body: { name: '回访', opening: '您好，{customer}', minutes: 2, questions: [] },
  })
  const { id: customerId } = await owner(addCustomer, { body: { name: '王芳', phones: [fixedLine('10', 1)] } })
  const night = Temporal.Instant.from(A_WORKING_NIGHT)
  await owner(addFollowup, {
    body: {
      customerId,
      teamId,
      scriptId,
      purpose: 'care',
      reason: '了解购买后的使用情况',
      dueAt: night.toString(),
      expiresAt: night.add({ hours: 72 }).toString(),
    },
  })
}
