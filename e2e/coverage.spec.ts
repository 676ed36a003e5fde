import { expect, type Page, test } from '@playwright/test'
import { fixedLine } from '../demo/quiet-numbers.ts'
import { addCustomer } from '../server/customers/contract.ts'
import { changeCustomers, setTag } from '../server/customers/list-contract.ts'
import { createScript } from '../server/scripts/contract.ts'
import { A_WORKING_MORNING, emailOf, foundHouse, type House, OWNER, openHouse, staffHouse } from './house.ts'
import { choose, mainOf } from './page.ts'
import { t } from './words.ts'

const TEAM = '回访一组'
const SCRIPT = '问候'
const KEY = '重点客户'
const RULE = '重点客户每月交谈'
const KEYS = ['王芳', '赵敏', '刘洋']
const A_MONTH_LATER = '2026-12-22T10:00:00+08:00'
let house: House

test.beforeAll(async () => {
  house = await openHouse({ clock: A_WORKING_MORNING })
  await foundHouse(house)
  const staff = [
    { name: '李娜', login: 'agent', role: 'agent' },
    { name: '林晓燕', login: 'planner', role: 'planner' },
    { name: '赵主管', login: 'supervisor', role: 'supervisor' },
  ] as const
  await staffHouse(house, staff, TEAM)
  const owner = await house.as(OWNER)
  await owner(createScript, { body: { name: SCRIPT, opening: '您好，{customer}', minutes: 2, questions: [] } })
  await owner(setTag, { body: { name: KEY, colour: 'red' } })
  const ids: string[] = []
  for (const [line, name] of [...KEYS, '孙丽'].entries()) {
    ids.push((await owner(addCustomer, { body: { name, phones: [fixedLine('10', line + 1)] } })).id)
  }
  await owner(changeCustomers, { body: { ids: ids.slice(0, KEYS.length), change: { addTags: [KEY] } } })
})
test.afterAll(() => house?.close())

test('key accounts nobody speaks to for a month are told of, and followed up together', async ({ browser }) => {
  await test.step('a planner says who must not be left alone, for how long, and that she is told', async () => {
    const page = await house.visit(browser, emailOf('planner'))
    await page.goto('/reports/coverage')
    await page.getByRole('button', { name: t('insight.coverage-add') }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel(t('insight.coverage-name')).fill(RULE)
    await save(page, t('insight.coverage-add'))
    await expect(form).toContainText(t('insight.coverage-whom-missing'))
    await choose(form.getByLabel(t('insight.coverage-tag'), { exact: true }), KEY)
    await form.getByLabel(t('insight.coverage-days')).fill('30')
    await choose(form.getByLabel(t('insight.coverage-told')), '林晓燕')
    await save(page, t('insight.coverage-add'))
    await expect(ruleOf(page)).toContainText(t('insight.coverage-fine'))
    await expect(ruleOf(page)).toContainText(t('insight.coverage-tells', { names: '林晓燕' }))
    await page.context().close()
  })

  const { dataFolder } = house
  await house.stop()
  house = await openHouse({ clock: A_MONTH_LATER, dataFolder })
  const page = await house.visit(browser, emailOf('planner'))

  await test.step('a month later the product tells her, on whatever page she is', async () => {
    await page.goto('/reports/coverage')
    await expect(ruleOf(page)).toContainText(t('insight.coverage-alert', { uncovered: '3' }))
    await page.getByRole('button', { name: t('insight.coverage-check') }).click()
    await page.goto('/customers')
    await expect(noteOn(page)).toContainText(RULE)
  })
  await test.step('and nobody else', async () => {
    const other = await house.visit(browser, emailOf('supervisor'))
    await other.goto('/reports/coverage')
    await expect(ruleOf(other)).toBeVisible()
    await expect(noteOn(other)).toBeHidden()
  })
  await test.step('the note leads to these customers, who are followed up together', async () => {
    await noteOn(page)
      .getByRole('link', { name: t('shell.newly-alone-see') })
      .click()
    for (const name of KEYS) await expect(rowOf(page, name)).toContainText(t('insight.coverage-unplanned'))
    await page.getByRole('checkbox', { name: t('insight.coverage-choose-all') }).check()
    await mainOf(page)
      .getByRole('button', { name: t('insight.coverage-plan'), exact: true })
      .click()
    const form = page.getByRole('dialog')
    await form.getByLabel(t('supervision.reason')).fill('许久没有问候')
    await choose(form.getByLabel(t('supervision.team')), TEAM)
    await choose(form.getByLabel(t('supervision.script')), SCRIPT)
    await save(page, t('insight.coverage-plan'))
    await expect(page.getByText(t('insight.coverage-planned-all', { added: '3', skipped: '0' }))).toBeVisible()
    for (const name of KEYS) await expect(rowOf(page, name)).not.toContainText(t('insight.coverage-unplanned'))
  })
  await test.step('she notes it, and the note is gone', async () => {
    await noteOn(page)
      .getByRole('button', { name: t('shell.newly-alone-noted') })
      .click()
    await expect(noteOn(page)).toBeHidden()
  })
  await test.step('the rule is eased: nobody is left alone by it any more', async () => {
    await page.goto('/reports/coverage')
    await page.getByRole('button', { name: t('insight.coverage-change') }).click()
    const form = page.getByRole('dialog')
    await expect(form.getByLabel(t('insight.coverage-name'))).toHaveValue(RULE)
    await form.getByLabel(t('insight.coverage-days')).fill('60')
    await save(page, t('insight.coverage-save'))
    await expect(ruleOf(page)).toContainText(t('insight.coverage-fine'))
    await expect(mainOf(page)).toContainText(t('insight.coverage-nobody'))
  })
})

const ruleOf = (page: Page) => mainOf(page).getByRole('button', { name: RULE }).first()
const noteOn = (page: Page) => page.getByRole('status').filter({ hasText: RULE })
const rowOf = (page: Page, name: string) => mainOf(page).getByRole('row').filter({ hasText: name })
const save = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).filter({ visible: true }).click()
