import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from '@playwright/test'
import { addStaff, listBranches, setUp, signIn } from '../server/people/contract.ts'
import type { Role } from '../server/people/permissions.ts'
import { addTeam } from '../server/people/team-contract.ts'
import type { AnswerOf, AnyEndpoint, Given } from '../web/kit/api.ts'

const checkout = resolve(import.meta.dirname, '..')

/** A Tuesday, no holiday, in the permitted hours of the default policy. */
export const A_WORKING_MORNING = '2026-11-17T10:00:00+08:00'
export const A_WORKING_AFTERNOON = '2026-11-17T16:00:00+08:00'
export const A_WORKING_NIGHT = '2026-11-17T22:30:00+08:00'

export const PASSWORD = 'right-moment-7'
export const OWNER = 'owner@house.example'

/** A running product: where it answers, and how to call it as somebody. */
export interface Address {
  url: string
  /** Signs in, and answers the way to call the API as this person. */
  as(email: string): Promise<Caller>
}

/** The product as a real process on a database of its own, which both end with the test runner. */
export interface House extends Address {
  dataFolder: string
  /** Ends the product; what it holds stays, for `openHouse` to go on with. */
  stop(): Promise<void>
  /** A browser of one person, signed in. */
  visit(browser: Browser, email: string, options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

/** Calls an endpoint and answers what it answers; a refusal is thrown with its sentence. */
export type Caller = <E extends AnyEndpoint>(endpoint: E, ...given: Given<E>) => Promise<AnswerOf<E>>

interface HouseOptions {
  /** Where the product's clock starts. */
  clock?: string
  /** With the demo business instead of an empty installation. */
  demo?: boolean
  /** Of a house that was stopped: goes on with what it held. */
  dataFolder?: string
  /** Further settings of the operator. */
  env?: Record<string, string>
}

export async function openHouse({ clock, demo = false, env = {}, ...from }: HouseOptions = {}): Promise<House> {
  const dataFolder = from.dataFolder ?? newFolder()
  if (!demo && !from.dataFolder) copyOf(await emptyInstallation(), dataFolder)
  const child = start(dataFolder, demo, { ...(clock && { HUIFANG_CLOCK: clock }), ...env })
  const url = await addressOf(child)
  const cookieOf = cookiesOf(url)
  const stop = () => ended(child)
  return {
    ...at(url, cookieOf),
    dataFolder,
    visit: async (browser, email, options) => {
      const context = await browser.newContext({ baseURL: url, ...options })
      await enter(context, url, await cookieOf(email))
      return context.newPage()
    },
    stop,
    close: async () => {
      await stop()
      rmSync(dataFolder, { recursive: true, force: true })
    },
  }
}

const newFolder = () => mkdtempSync(join(tmpdir(), 'huifang-journey-'))

/** The data of an empty installation that was started once: the database is made, its tables are there, nobody uses it. */
let installed: Promise<string> | undefined

function emptyInstallation(): Promise<string> {
  installed ??= install()
  return installed
}

async function install(): Promise<string> {
  const dataFolder = newFolder()
  process.once('exit', () => rmSync(dataFolder, { recursive: true, force: true }))
  const child = start(dataFolder, false, {})
  await addressOf(child)
  await ended(child)
  return dataFolder
}

/** The files belong to the account that the database runs as; `cp` keeps that. */
function copyOf(from: string, to: string): void {
  execFileSync('cp', ['-a', `${from}/.`, to])
}

function start(dataFolder: string, demo: boolean, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [join(checkout, 'server/main.ts'), ...(demo ? [] : ['--empty'])], {
    cwd: checkout,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      LANG: 'en_US.UTF-8',
      PORT: '0',
      HUIFANG_DATA: dataFolder,
      HUIFANG_LOG_LEVEL: 'warn',
      ...env,
    },
    // The channel ends with the runner, however that ends, and the program with the channel.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM')
  if (child.exitCode === null) await once(child, 'exit')
}

/** A product that runs already. */
export function at(url: string, cookieOf = cookiesOf(url)): Address {
  return { url, as: async email => caller(url, await cookieOf(email)) }
}

/** The session cookie of each person, who signs in once. */
function cookiesOf(url: string): (email: string) => Promise<string> {
  const cookies = new Map<string, Promise<string>>()
  return email => {
    const known = cookies.get(email) ?? cookieFor(url, email)
    cookies.set(email, known)
    return known
  }
}

/** Creates the organisation of an empty house by the API; its owner is `OWNER`. */
export async function foundHouse(
  { url }: Address,
  given: { organisation?: string; country?: string; timeZone?: string } = {},
): Promise<void> {
  const body = {
    organisation: '晨光家居',
    serviceNumber: '010-0400 8000',
    name: '陈国栋',
    email: OWNER,
    password: PASSWORD,
    ...given,
  }
  await caller(url, '')(setUp, { body })
}

interface NewStaff {
  name: string
  /** What stands before the @. */
  login: string
  role: Role
}

/** Adds staff to the root branch and one team with those named; answers the team's id. */
export async function staffHouse(house: Address, staff: readonly NewStaff[], team: string): Promise<string> {
  const owner = await house.as(OWNER)
  const branchId = (await owner(listBranches)).items[0]!.id
  const memberIds: string[] = []
  for (const { name, login, role } of staff) {
    const body = { name, email: emailOf(login), password: PASSWORD, roles: [role], branchId }
    const { id } = await owner(addStaff, { body })
    if (role === 'agent') memberIds.push(id)
  }
  return (await owner(addTeam, { body: { name: team, branchId, memberIds } })).id
}

export const emailOf = (login: string): string => `${login}@house.example`

function addressOf(child: ChildProcess): Promise<string> {
  let output = ''
  return new Promise((done, fail) => {
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.setEncoding('utf8').on('data', text => {
        output += text
        const address = /https?:\/\/\S+:\d+/.exec(output)
        if (address && output.includes('Huifang')) done(address[0])
        if (/"level":(50|60)/.test(text)) console.error(text)
      })
    }
    child.once('exit', code => fail(new Error(`the product ended with ${code}:\n${output}`)))
  })
}

/** Signs somebody in and answers his session cookie. */
export async function cookieFor(url: string, email: string): Promise<string> {
  const response = await patiently(`${url}/api/v1${signIn.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: email.endsWith('@demo.example') ? 'huifang-demo' : PASSWORD }),
  })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`${email} cannot sign in: ${await response.text()}`)
  return cookie
}

function enter(context: BrowserContext, url: string, cookie: string): Promise<void> {
  const [name, value] = cookie.split('=') as [string, string]
  return context.addCookies([{ name, value, url, sameSite: 'Strict', httpOnly: true }])
}

function caller(url: string, cookie: string): Caller {
  return async (endpoint, ...[given]) => {
    const { params = {}, query = {}, body } = (given ?? {}) as Record<string, Record<string, string>>
    const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
    const response = await patiently(`${url}/api/v1${path}?${new URLSearchParams(query)}`, {
      method: endpoint.method,
      headers: { cookie, 'accept-language': 'zh', ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${endpoint.method} ${path}: ${response.status} ${text}`)
    return text === '' ? {} : JSON.parse(text)
  }
}

/** Asks, and while the server is too busy asks again. */
async function patiently(address: string, request: RequestInit): Promise<Response> {
  for (let tried = 1; ; tried += 1) {
    const response = await fetch(address, request)
    if (response.status !== 503 || tried === 60) return response
    await pause(500)
  }
}
