import type { z } from 'zod'
import type { Role } from '../server/people/contract.ts'
import { AREAS, type AreaName } from './routes.ts'

/** An area as one person sees it: the pages in its navigation that he may open. */
export interface VisibleArea {
  name: AreaName
  word: (typeof AREAS)[number]['word']
  pages: { path: string; word: (typeof AREAS)[number]['word'] }[]
}

/** The areas with at least one page in the navigation that these permissions open; the others are absent. */
export function areasFor(permissions: readonly string[]): VisibleArea[] {
  return AREAS.map(({ name, word, pages }) => ({
    name,
    word,
    pages: pages.flatMap(page =>
      page.word && (page.needs === null || permissions.includes(page.needs))
        ? [{ path: page.path, word: page.word }]
        : [],
    ),
  })).filter(area => area.pages.length > 0)
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
