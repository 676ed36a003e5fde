import type { ComponentType } from 'react'
import { createBrowserRouter, type RouteObject } from 'react-router'
import type { WordArea } from './kit/word-files.ts'
import { needWords } from './kit/words.ts'
import { PageFailed } from './PageFailed.tsx'
import { AREAS, type AreaName, DOORSTEP } from './routes.ts'

/** What the shell knows about the page it shows. */
export interface PageHandle {
  area: AreaName
  needs: string | null
}

const pages: RouteObject[] = AREAS.flatMap(area =>
  area.pages.map(({ path, needs, borrows = [], load }) => ({
    path,
    handle: { area: area.name, needs } satisfies PageHandle,
    lazy: { Component: withWords([...area.words, ...borrows], load) },
  })),
)

/** Loads a page and what it says side by side. */
function withWords(areas: readonly WordArea[], load: () => Promise<ComponentType>): () => Promise<ComponentType> {
  return async () => (await Promise.all([load(), needWords(areas)]))[0]
}

const Nothing = () => null

const doorstep: RouteObject[] = DOORSTEP.map(({ path, load }) => ({
  path,
  errorElement: <PageFailed />,
  HydrateFallback: Nothing,
  lazy: { Component: load },
}))

/** Turns the list of addresses into pages: those behind the sign-in stand in the shell. */
export const router = createBrowserRouter([
  ...doorstep,
  {
    path: '/',
    errorElement: <PageFailed />,
    HydrateFallback: Nothing,
    lazy: { Component: () => import('./Shell.tsx').then(file => file.Shell) },
    children: [
      {
        errorElement: <PageFailed />,
        children: [
          { index: true, lazy: { Component: () => import('./HomePage.tsx').then(file => file.HomePage) } },
          ...pages,
          { path: '*', lazy: { Component: () => import('./HomePage.tsx').then(file => file.NoSuchPage) } },
        ],
      },
    ],
  },
])
