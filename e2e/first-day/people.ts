import { type Browser, expect, type Page } from '@playwright/test'
import { emailOf, OWNER, PASSWORD } from '../house.ts'
import { choose } from '../page.ts'
import { t } from '../words.ts'
import { type Day, STAFF, TEAM } from './business.ts'

export async function setUp({ house, at }: Day, browser: Browser): Promise<void> {
  const page = await browser.newPage({ baseURL: house.url })
  at.owner = page
  await page.goto('/')
  await expect(page).toHaveURL(/\/set-up/)
  await page.getByLabel(t('signIn.organisation')).fill('晨光家居')
  await page.getByLabel(t('signIn.service-number')).fill('010-0400 8000')
  await page.getByLabel(t('signIn.name')).fill('陈国栋')
  await page.getByLabel(t('signIn.email')).fill(OWNER)
  await page.getByLabel(t('signIn.password')).fill(PASSWORD)
  await page.getByRole('button', { name: t('signIn.create') }).click()
  await expect(page.getByRole('navigation', { name: t('shell.main-menu') })).toBeVisible()
}

export async function addPeople({ at }: Day): Promise<void> {
  const page = at.owner
  await page.goto('/settings/staff')
  for (const person of STAFF) await invite(page, person)
  await page.getByRole('link', { name: t('settings.teams'), exact: true }).click()
  await page.getByRole('button', { name: t('settings.add-team') }).click()
  const form = page.getByRole('dialog', { name: t('settings.add-team') })
  await form.getByLabel(t('settings.team-name')).fill(TEAM)
  await choose(form.getByLabel(t('settings.members')), '李娜', '张伟', '王海燕')
  await page.keyboard.press('Escape')
  await form.getByRole('button', { name: t('settings.add-team') }).click()
  await expect(page.getByRole('row', { name: TEAM })).toContainText('张伟')
}

/** The owner invites; whoever has the link chooses his own password. */
async function invite(page: Page, { name, login, role }: (typeof STAFF)[number]): Promise<void> {
  await page.getByRole('button', { name: t('admin.invite') }).click()
  const form = page.getByRole('dialog', { name: t('admin.invite') })
  await form.getByLabel(t('settings.name')).fill(name)
  await form.getByLabel(t('settings.email')).fill(emailOf(login))
  if (role !== 'agent') {
    await choose(form.getByLabel(t('settings.roles')), t(`kit.role-${role}`), t('kit.role-agent'))
    await page.keyboard.press('Escape')
  }
  await form.getByRole('button', { name: t('admin.invite') }).click()
  await expect(form).toBeHidden()
  const shown = page.getByRole('dialog', { name: t('admin.link-title', { name }) })
  await join(page.context().browser()!, (await shown.locator('code').textContent())!)
  await shown.getByRole('button', { name: t('admin.done') }).click()
  const row = page.getByRole('row', { name })
  await expect(row).toContainText(t(`kit.role-${role}`))
  await expect(row).toContainText(t('settings.active'))
}

async function join(browser: Browser, link: string): Promise<void> {
  const page = await browser.newPage()
  await page.goto(link)
  await page.getByLabel(t('signIn.your-password')).fill(PASSWORD)
  await page.getByRole('button', { name: t('signIn.set-password') }).click()
  await expect(page.getByRole('navigation', { name: t('shell.main-menu') })).toBeVisible()
  await page.close()
}
