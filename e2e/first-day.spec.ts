import { test } from '@playwright/test'
import { type Day, STAFF } from './first-day/business.ts'
import * as calls from './first-day/calls.ts'
import * as people from './first-day/people.ts'
import * as planning from './first-day/planning.ts'
import { A_WORKING_MORNING, emailOf, openHouse } from './house.ts'

let day: Day

test.beforeAll(async () => {
  day = { house: await openHouse({ clock: A_WORKING_MORNING }), at: {} as Day['at'] }
})
test.afterAll(() => day.house.close())

test('from an empty installation to the first finished follow-up', async ({ browser }) => {
  test.setTimeout(300_000)
  await test.step('the first visitor creates the organisation and becomes its owner', () => people.setUp(day, browser))
  await test.step('the owner adds the staff and their team', () => people.addPeople(day))
  for (const { login } of STAFF) day.at[login] = await day.house.visit(browser, emailOf(login))
  await test.step('customers come in by a file with columns of its own', () => planning.importCustomers(day))
  await test.step('so do the orders', () => planning.importOrders(day))
  await test.step('the planner writes a script', () => planning.writeScript(day))
  await test.step('and a campaign, and submits it', () => planning.planCampaign(day))
  await test.step('which is for another to approve', () => planning.approve(day))
  await test.step('the planner lets a second call follow the first at once, and another approves it', () =>
    planning.relaxPolicy(day))
  await test.step('the follow-ups are planned, and the owner watches the day', () => planning.planNow(day))
  const called = await test.step('the agent works the first one by keyboard alone', () => calls.workByKeyboard(day))
  await test.step('its problem is a case, which the supervisor solves', () => calls.solveCase(day))
  await test.step('the hotline can say that it was us', () => calls.lookUp(day, called))
  await test.step('a colleague asks the customer, and the case is closed', () => calls.confirm(day, called))
  await test.step('contacts stopped by the hotline stop at once, in hand and in the queue', () =>
    calls.stopContacts(day, called))
})
