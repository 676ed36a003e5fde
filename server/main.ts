import { readFileSync } from 'node:fs'
import pino, { type Logger } from 'pino'
import { DEMO_PASSWORD, demoLoginsOf, fillFirstDemo } from '../demo/fill-demo.ts'
import type { DemoLogin } from '../demo/house.ts'
import { planDemoDays } from '../demo/plan-days.ts'
import { connectTelephone } from './calls/index.ts'
import { allowHosts } from './integrations/index.ts'
import { openProgram } from './open-program.ts'
import { openSignIn } from './people/auth.ts'
import { may, type Permission } from './people/permissions.ts'
import { keepBackups } from './platform/backup/nightly.ts'
import { clockNow } from './platform/clock.ts'
import { readConfig } from './platform/config.ts'
import { addHealth } from './platform/health.ts'
import { buildHttp } from './platform/http.ts'
import { newId } from './platform/id.ts'
import { startJobs } from './platform/jobs.ts'
import { openLiveChanges } from './platform/live.ts'
import { connectMail } from './platform/mail.ts'
import { openApi } from './platform/openapi.ts'
import { addDocs, addPages } from './platform/pages.ts'
import { reachAt } from './platform/product-address.ts'
import { portTaken, StartupError } from './platform/startup-error.ts'
import { allJobs, allRoutes, authenticateBy } from './wiring.ts'

const REQUESTS_PER_MINUTE = 1200
const STOP_AT_THE_LATEST_MS = 4800

/** Starts the product, prints its address, and stops everything in order on a signal. */
async function main(): Promise<void> {
  const config = readConfig(process.env, process.argv.slice(2))
  const logger = pino(
    { level: config.logLevel, base: null, redact: ['req.headers', '*.password', '*.number'] },
    pino.destination(2),
  )
  const closing: (() => Promise<unknown>)[] = []
  const stop = async (): Promise<void> => {
    setTimeout(() => process.exit(1), STOP_AT_THE_LATEST_MS).unref()
    for (const step of closing.splice(0).reverse()) await step().catch(error => console.error(error))
  }
  stopOn(stop, logger)
  try {
    const program = await openProgram(config)
    closing.push(program.close)
    if (!config.empty) {
      const filled = await fillFirstDemo(program.ownerUrl, {
        now: clockNow(),
        customers: config.demoSize,
        log: line => console.log(line),
      })
      if (filled) await planDemoDays(program.db)
    }
    // Only now: the calls of the demo business were never to ring, its mails never to go out.
    connectTelephone(config.telephone)
    allowHosts(config.webhookAllow)
    keepBackups(config.backups && { ...config.backups, ownerUrl: program.ownerUrl })
    connectMail(config.mail)
    reachAt(config.address)
    const logins = await demoLoginsOf(program.db)
    const signIn = openSignIn(program.deskDb, program.appUrl, program.secrets.session)
    closing.push(signIn.close)
    const live = await openLiveChanges(program.appUrl)
    closing.push(live.close)
    const jobs = await startJobs(program.ownerUrl, program.db, allJobs, logger)
    closing.push(jobs.stop)
    const routes = allRoutes({
      db: program.db,
      signIn,
      demoLogins: logins.map(login => ({ ...login, password: DEMO_PASSWORD })),
      address: config.address,
      live,
    })
    const app = await buildHttp({
      db: program.db,
      deskDb: program.deskDb,
      logger,
      routes,
      authenticate: authenticateBy(program.db, signIn),
      may: (actor, permission) => may(actor, permission as Permission),
      requestsPerMinute: REQUESTS_PER_MINUTE,
      sessionOf: signIn.sessionOf,
      requestSecret: program.secrets.request,
    })
    addHealth(app, program.db)
    await addDocs(
      app,
      openApi(
        routes.map(route => route.endpoint),
        version(),
      ),
    )
    await addPages(app)
    const url = await app.listen({ host: config.host, port: config.port }).catch(error => {
      if (error.code === 'EADDRINUSE') throw portTaken(config.host, config.port)
      throw error
    })
    closing.push(() => app.close())
    program.announce(url)
    greet(url, logins)
  } catch (error) {
    await stop()
    throw error
  }
}

function greet(url: string, logins: readonly DemoLogin[]): void {
  console.log(`\n  回访 Huifang  ${url}\n`)
  for (const [organisation, ofIt] of Map.groupBy(logins, login => login.organisation)) {
    console.log(`  ${organisation}`)
    for (const { email, role } of ofIt) console.log(`  ${role.padEnd(16)} ${email.padEnd(38)} ${DEMO_PASSWORD}`)
    console.log('')
  }
}

/** Ends in order on a signal, and with code 1 after an error that nobody caught: what it left half done is unknown. */
function stopOn(stop: () => Promise<void>, logger: Logger): void {
  let stopping = false
  let code = 0
  const end = () => {
    if (stopping) return
    stopping = true
    stop().then(() => process.exit(code))
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  process.on('disconnect', end)
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      code = 1
      logger.fatal({ id: newId(), event, err: error }, 'nobody caught this error; the program ends')
      end()
    })
  }
}

function version(): string {
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
}

main().catch(error => {
  console.error(error instanceof StartupError ? error.message : error)
  process.exit(1)
})
