import { stat, statfs } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { backupsIn } from '../platform/backup/nightly.ts'
import type { Config } from '../platform/config.ts'
import { openMasterKeys } from '../platform/master-key.ts'
import type { Finding } from './doctor-rules.ts'
import * as rules from './doctor-rules.ts'
import { Patient } from './doctor-store.ts'
import { discover } from './identity-provider.ts'
import { mailsWaiting } from './mails-waiting-rules.ts'
import { allowHosts } from './outgoing.ts'

const HOUR_MS = 3_600_000
/** From this month on the notice of the next year is out. */
const NEXT_YEAR_FROM_MONTH = 12

/**
 * Looks at everything the product needs and says what is fine, what to watch and what is broken, each with the next step.
 * Changes nothing.
 * @param ownerUrl the database; `null` when there is none yet or it does not run
 */
export async function examine(config: Config, ownerUrl: string | null, now: Temporal.Instant): Promise<Finding[]> {
  allowHosts(config.webhookAllow)
  const findings = [await disk(config), await backups(config, now)]
  if (config.mail) findings.push(await mailServer(config.mail))
  if (ownerUrl === null) return [noDatabase(), ...findings]
  const patient = await Patient.open(ownerUrl).catch(error => String((error as Error).message || error))
  if (typeof patient === 'string') {
    return [rules.reachable('database', { zh: '数据库', en: 'The database' }, patient), ...findings]
  }
  try {
    return [...(await database(patient, config, now)), ...findings]
  } finally {
    await patient.close()
  }
}

function noDatabase(): Finding {
  return {
    ...{
      check: 'database',
      level: 'broken',
      zh: '数据目录中还没有数据库',
      en: 'There is no database in the data folder yet',
    },
    next: { zh: '请用 npm start 启动一次程序。', en: 'Start the product once with npm start.' },
  }
}

async function database(patient: Patient, config: Config, now: Temporal.Instant): Promise<Finding[]> {
  const reached = rules.reachable('database', { zh: '数据库', en: 'The database' }, null)
  const basic = [reached, rules.databaseVersion(await patient.version()), rules.clockSkew(await patient.skew())]
  if (!(await patient.hasTables())) return [...basic, rules.migrations({ pending: ['0001'], unknown: [], changed: [] })]
  const state = await patient.migrations()
  const schema = [
    rules.migrations(state),
    rules.applicationRole(await patient.applicationRole()),
    rules.rowSecurity(await patient.unprotectedTables()),
  ]
  // A schema of another version cannot be asked what follows.
  if (state.pending.length + state.unknown.length + state.changed.length > 0) {
    return [...basic, ...schema, await masterKey(patient, config)]
  }
  return [
    ...basic,
    ...schema,
    await masterKey(patient, config),
    ...(await work(patient, now)),
    await mails(patient, config, now),
    ...(await issuers(patient)),
  ]
}

async function work(patient: Patient, now: Temporal.Instant): Promise<Finding[]> {
  const today = now.toZonedDateTimeISO('UTC')
  const years = [{ year: today.year, next: false }]
  if (today.month >= NEXT_YEAR_FROM_MONTH) years.push({ year: today.year + 1, next: true })
  const missing = await Promise.all(
    years.map(async ({ year, next }) => (await patient.holidaysMissing(year)).map(row => ({ ...row, next }))),
  )
  const unknown = [
    ...(await patient.unknownTimeZones()),
    ...(await patient.timeZones()).filter(zone => !isKnownHere(zone)),
  ]
  return [
    rules.timeZones([...new Set(unknown)]),
    rules.holidays(missing.flat()),
    rules.none('jobs', await patient.stuckJobs(), JOBS, 'broken'),
    rules.none('imports', await patient.unfinishedImports(), IMPORTS),
    rules.none('dead-letters', await patient.deadLetters(), DEAD_LETTERS),
  ]
}

const JOBS = {
  fine: { zh: '后台任务没有积压', en: 'No background work is waiting' },
  some: { zh: '{n} 个后台任务等待超过 10 分钟', en: '{n} jobs have been waiting for more than ten minutes' },
  next: { zh: '请确认程序正在运行，并查看其日志。', en: 'Make sure that the product is running, and look at its log.' },
}
const IMPORTS = {
  fine: { zh: '没有停住的导入', en: 'No import has stopped halfway' },
  some: { zh: '{n} 个导入已 15 分钟没有进展', en: '{n} imports have not moved for fifteen minutes' },
  next: {
    zh: '请在“导入”页取消后重新导入；已写入的行不会重复。',
    en: 'Cancel it on the page of imports and import again; rows are not written twice.',
  },
}
const DEAD_LETTERS = {
  fine: { zh: '没有未送达的推送', en: 'Every webhook was delivered' },
  some: { zh: '{n} 条推送未能送达', en: '{n} webhook deliveries are dead letters' },
  next: {
    zh: '请在“设置 → 推送”中查看原因并重新发送。',
    en: 'Look at the reason under Settings → Webhooks and replay them.',
  },
}

function isKnownHere(zone: string): boolean {
  try {
    Temporal.Now.zonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

async function masterKey(patient: Patient, { masterKeyFile }: Config): Promise<Finding> {
  const needed = await patient.masterKeyIds()
  const info = await stat(masterKeyFile).catch(() => undefined)
  if (!info) return rules.masterKey({ exists: false, readable: false, missing: needed, open: false })
  const ring = await openMasterKeys(masterKeyFile).catch(() => [])
  const missing = needed.filter(id => !ring.some(key => key.id === id))
  return rules.masterKey({ exists: true, readable: ring.length > 0, missing, open: (info.mode & 0o077) !== 0 })
}

async function disk({ dataFolder }: Config): Promise<Finding> {
  const space = await statfs(dataFolder).catch(() => statfs('/'))
  return rules.diskSpace(space.bavail * space.bsize)
}

async function backups({ backups: kept }: Config, now: Temporal.Instant): Promise<Finding> {
  if (!kept) return rules.backupAge(undefined)
  const newest = (await backupsIn(kept.folder).catch(() => [])).at(-1)
  if (!newest) return rules.backupAge(null)
  const { mtimeMs } = await stat(join(kept.folder, newest))
  return rules.backupAge((now.epochMilliseconds - mtimeMs) / HOUR_MS)
}

async function mailServer({ host, port }: NonNullable<Config['mail']>): Promise<Finding> {
  return rules.reachable(
    'mail',
    { zh: `邮件服务器 ${host}:${port} `, en: `The mail server ${host}:${port}` },
    await dial(host, port),
  )
}

async function mails(patient: Patient, { mail, address }: Config, now: Temporal.Instant): Promise<Finding> {
  return mailsWaiting(await patient.mailsWaiting(now), { server: mail !== undefined, address: address !== undefined })
}

/** Why nothing listens at a place; `null` when something does. */
function dial(host: string, port: number): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const socket = connect({ host, port, timeout: 5000 })
  socket.on('connect', () => resolve(null))
  socket.on('timeout', () => resolve('timeout'))
  socket.on('error', error => resolve((error as { code?: string }).code ?? error.message))
  return promise.finally(() => socket.destroy())
}

async function issuers(patient: Patient): Promise<Finding[]> {
  return Promise.all(
    (await patient.issuers()).map(async issuer => {
      const why = await discover(issuer).then(
        () => null,
        (error: Error) => error.message,
      )
      return rules.reachable('sign-on', { zh: `身份系统 ${issuer} `, en: `The identity provider ${issuer}` }, why)
    }),
  )
}
