import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { BRANCHES } from '../demo/machinery/places.ts'
import { fixedLine, MOBILES, mobile } from '../demo/quiet-numbers.ts'
import { areas } from '../web/kit/areas.ts'
import { mainOf } from './page.ts'

/** How a page is looked at: the size of the window in pixels, by day or at night. */
export interface View {
  width: number
  height: number
  colorScheme: 'light' | 'dark'
}
export const DESKTOP_BY_DAY: View = { width: 1440, height: 900, colorScheme: 'light' }
export const DESKTOP_AT_NIGHT: View = { ...DESKTOP_BY_DAY, colorScheme: 'dark' }
export const PHONE_BY_DAY: View = { width: 390, height: 844, colorScheme: 'light' }
export const PHONE_AT_NIGHT: View = { ...PHONE_BY_DAY, colorScheme: 'dark' }

/** Looks at a page as a view says, and waits until it has its colours. */
export async function show(page: Page, { colorScheme, ...size }: View): Promise<void> {
  await page.setViewportSize(size)
  await page.emulateMedia({ colorScheme })
  if (page.url() === 'about:blank') return
  await expect.poll(() => page.evaluate(() => document.documentElement.style.colorScheme)).toBe(colorScheme)
}

/** It has loaded, says something, and holds neither a key of the dictionaries nor a full number. */
export async function isWhole(page: Page, path: string): Promise<void> {
  await expect(mainOf(page).getByRole('heading').first(), path).toBeVisible()
  // The grey bars of what is still loading carry no role.
  await expect(page.locator('.ant-skeleton'), path).toHaveCount(0)
  const html = await page.content()
  expect(html.match(KEY) ?? [], path).toEqual([])
  expect(numbersIn(html), path).toEqual([])
}

/** A key, but no file such as customers.csv. */
const KEY = new RegExp(`[>"' ](${Object.keys(areas).join('|')})\\.(?!csv\\b)[a-z][a-z-]+(?=[<"' ])`, 'g')

/** Nothing of it lies beside the window. */
export async function fits(page: Page, path: string): Promise<void> {
  const { width } = page.viewportSize()!
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth)
  await expect.poll(wide, { message: path }).toBeLessThanOrEqual(width)
}

/**
 * Nothing keeps anybody from using it that axe finds serious. Looked at again when something is found, for a page may still
 * be changing its colours.
 */
export async function isAccessible(page: Page, path: string): Promise<void> {
  let told = await gravities(page)
  if (told.length > 0) {
    await page.waitForTimeout(1000)
    told = await gravities(page)
  }
  expect.soft(told, `${path} ${page.viewportSize()!.width} px`).toEqual([])
}

async function gravities(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  return grave.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 160)).join(' | ')}`)
}

const LINES = 1000
const TAIL = 10
const tailOf = (number: string) => number.replace(/\D/g, '').slice(-TAIL)

/** The ends of all numbers that customers of the demo business can have, enough to know each by. */
const KNOWN = new Set([
  ...Array.from({ length: MOBILES }, (_, n) => tailOf(mobile(n))),
  ...BRANCHES.flatMap(({ cities }) => cities).flatMap(({ area }) =>
    Array.from({ length: LINES }, (_, n) => tailOf(fixedLine(area, n))),
  ),
])

/** The full numbers of customers in a text, however they are written. */
export function numbersIn(text: string): string[] {
  const written = text.match(/\+?\d[\d ()-]{8,}\d/g) ?? []
  return written.filter(number => KNOWN.has(tailOf(number)))
}
