import { type Route, route } from '../platform/route.ts'
import { timelineOf } from './timeline.ts'
import { readTimeline } from './timeline-contract.ts'

export const routes: Route[] = [
  route(readTimeline, (tx, actor, { params, query, language }) => timelineOf(tx, actor, params.id, query, language)),
]
