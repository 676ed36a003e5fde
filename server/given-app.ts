import { Writable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { inject } from 'vitest'
import { openSignIn } from './people/auth.ts'
import { testDatabase } from './people/given.ts'
import { may, type Permission } from './people/permissions.ts'
import type { Actor } from './platform/actor.ts'
import { buildHttp } from './platform/http.ts'
import { openLiveChanges } from './platform/live.ts'
import { newMasterKey } from './platform/master-key.ts'
import { unlockVault } from './privacy/index.ts'
import { allRoutes, authenticateBy, wireModules } from './wiring.ts'

unlockVault([newMasterKey()])
wireModules()

export interface GivenApp {
  app: FastifyInstance
  /** Who a request with the header `x-actor: <name>` comes from. */
  actors: Map<string, Actor>
  /** Every line the server logged, at the finest level. */
  log: string[]
}

/** The whole HTTP API on the test database; a header says who asks in place of a session, real sessions work too. */
export async function givenApp(requestsPerMinute = 100_000): Promise<GivenApp> {
  const db = testDatabase()
  const actors = new Map<string, Actor>()
  const log: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      log.push(String(chunk))
      done()
    },
  })
  const signIn = openSignIn(db, inject('appUrl'), 'test')
  const authenticate = authenticateBy(db, signIn)
  const live = await openLiveChanges(inject('appUrl'))
  const app = await buildHttp({
    db,
    deskDb: db,
    logger: pino({ level: 'trace' }, stream),
    routes: allRoutes({ db, signIn, live, demoLogins: [] }),
    authenticate: async request => {
      const actor = actors.get(String(request.headers['x-actor']))
      return actor ? { ...actor, now: Temporal.Now.instant() } : authenticate(request)
    },
    may: (actor, permission) => may(actor, permission as Permission),
    requestsPerMinute,
    sessionOf: signIn.sessionOf,
    requestSecret: 'test',
  })
  return { app, actors, log }
}
