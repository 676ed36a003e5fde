import { routes as campaignRoutes } from './campaigns/routes.ts'
import { type PeopleRoutesOptions, peopleRoutes } from './people/routes.ts'
import type { AnyJob } from './platform/jobs.ts'
import type { LiveChanges } from './platform/live.ts'
import { liveRoute } from './platform/live-route.ts'
import type { Route } from './platform/route.ts'
import { routes as privacyRoutes } from './privacy/routes.ts'
import { routes as scriptRoutes } from './scripts/routes.ts'
import { routes as segmentRoutes } from './segments/routes.ts'

/** Every route of the product, lowest module first. */
export function allRoutes(options: PeopleRoutesOptions & { live: LiveChanges }): Route[] {
  return [
    ...peopleRoutes(options),
    ...privacyRoutes,
    ...segmentRoutes,
    ...scriptRoutes,
    ...campaignRoutes,
    liveRoute(options.live),
  ]
}

/** Every kind of background work. */
export const allJobs: readonly AnyJob[] = []

/** Lets higher modules hear the facts that lower ones tell. Called once, before anything runs. */
export function wireFacts(): void {}
