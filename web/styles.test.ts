import { globSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

/**
 * Every stylesheet that was loaded once stays for as long as the program is open, so what one area writes for a name that
 * another uses too changes the other's pages as soon as both were visited.
 */
describe('styles', () => {
  test('an area styles only what bears a class of its own', () => {
    expect(leaksOf(sheets())).toEqual([])
  })

  test('no colour hangs on a scheme that only the browser knows', () => {
    expect(sheets().filter(({ css }) => css.replace(/\/\*.*?\*\//gs, '').includes('light-dark('))).toEqual([])
  })

  test('the check finds a name of two areas and a bare name of the shell', () => {
    const found = leaksOf([
      { area: 'shell', css: '.panel { margin: 0 }' },
      { area: 'desk', css: '.week { color: red } .panel { color: red } .bar .panel { color: red }' },
      { area: 'planning', css: '@media (width < 1px) { .week, .month > .week { color: red } }' },
    ])
    expect(found).toEqual(['desk: .week', 'desk: .panel', 'planning: .week'])
  })
})

interface Sheet {
  /** The folder of the page that loads it; the shell's are always there. */
  area: string
  css: string
}

function sheets(): Sheet[] {
  return globSync('**/*.css', { cwd: import.meta.dirname }).map(path => ({
    area: path.includes('/') ? path.slice(0, path.indexOf('/')) : 'shell',
    css: readFileSync(new URL(path, import.meta.url), 'utf8'),
  }))
}

function leaksOf(all: readonly Sheet[]): string[] {
  const rules = all.flatMap(({ area, css }) => selectorsOf(css).map(selector => ({ area, selector })))
  const areasOf = new Map<string, Set<string>>()
  for (const { area, selector } of rules) {
    // An area's name may stand inside what another names first; the shell's elements are everybody's.
    const names = classesOf(selector).slice(0, area === 'shell' ? undefined : 1)
    for (const name of names) areasOf.set(name, (areasOf.get(name) ?? new Set()).add(area))
  }
  const own = (selector: string) => classesOf(selector).some(name => areasOf.get(name)?.size === 1)
  return rules
    .filter(({ area, selector }) => area !== 'shell' && !own(selector))
    .map(({ area, selector }) => `${area}: ${selector}`)
}

/** The selectors of a stylesheet one by one, those in conditions too. */
function selectorsOf(css: string): string[] {
  const plain = css.replace(/\/\*.*?\*\//gs, '').replace(/@keyframes[^{]+\{(?:[^{}]*\{[^{}]*\})*\s*\}/g, '')
  return [...plain.matchAll(/([^{};]+)\{/g)]
    .map(([, prelude]) => prelude!.trim())
    .filter(prelude => !prelude.startsWith('@'))
    .flatMap(prelude => prelude.split(/,(?![^(]*\))/).map(selector => selector.trim()))
}

const classesOf = (selector: string): string[] =>
  [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map(([, name]) => name!).filter(name => !name.startsWith('ant-'))
