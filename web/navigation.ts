import type { z } from 'zod'
import type { Role } from '../server/people/contract.ts'
import type { Key } from './kit/words.ts'
import { AREAS, type AreaName } from './routes.ts'

export interface VisiblePage {
  path: string
  word: Key
}

/** An area as one person sees it: the pages in its navigation that he may open. */
export interface VisibleArea {
  name: AreaName
  word: Key
  pages: readonly VisiblePage[]
  /** The same pages by what they are about; none in an area of few pages. */
  parts: readonly { word: Key; pages: readonly VisiblePage[] }[]
}

/** Areas of more pages than fit into one line, cut into parts. */
export const PARTS: Partial<Record<AreaName, readonly { word: Key; paths: readonly string[] }[]>> = {
  settings: [
    {
      word: 'shell.part-people',
      paths: ['/settings/staff', '/settings/branches', '/settings/teams', '/settings/roles'],
    },
    { word: 'shell.part-time', paths: ['/settings/calendars', '/settings/shifts', '/settings/holidays'] },
    { word: 'shell.part-rules', paths: ['/settings/organisation'] },
    { word: 'shell.part-systems', paths: ['/settings/api-keys', '/settings/webhooks', '/settings/sign-on'] },
    { word: 'shell.part-audit', paths: ['/settings/audit'] },
  ],
}

/** The areas with at least one page in the navigation that these permissions open; the others are absent. */
export function areasFor(permissions: readonly string[]): VisibleArea[] {
  return AREAS.map(({ name, word, pages: all }) => {
    const pages = all.flatMap(page =>
      page.word && (page.needs === null || permissions.includes(page.needs))
        ? [{ path: page.path, word: page.word }]
        : [],
    )
    const parts = (PARTS[name] ?? []).map(part => ({
      word: part.word,
      pages: part.paths.flatMap(path => pages.find(page => page.path === path) ?? []),
    }))
    return { name, word, pages, parts: parts.filter(part => part.pages.length > 0) }
  }).filter(area => area.pages.length > 0)
}

/** Where each role's day begins. */
const FIRST_AREA: Record<z.infer<typeof Role>, AreaName> = {
  owner: 'insight',
  planner: 'planning',
  approver: 'planning',
  agent: 'desk',
  supervisor: 'supervision',
  hotline: 'hotline',
  quality: 'supervision',
  'privacy-officer': 'settings',
  'partner-agent': 'desk',
}

/** The address a person starts at: his first role's area, else the first area he has. */
export function homeOf(roles: readonly z.infer<typeof Role>[], areas: readonly VisibleArea[]): string | undefined {
  const wanted = roles.map(role => FIRST_AREA[role])
  const area =
    areas.find(({ name }) => name === wanted[0]) ?? areas.find(({ name }) => wanted.includes(name)) ?? areas[0]
  return area?.pages[0]?.path
}
