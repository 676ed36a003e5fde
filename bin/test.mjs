#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findBrowser } from './browser.mjs'
import { installPackages, pinnedNode, root } from './prepare.mjs'

const quick = process.argv.includes('--check')
const integration = ['--project', 'integration']
// Killing database servers and filling whole businesses takes a minute, of use to those who change just that.
const butNotTheSlow = ['server/platform/embedded-postgres.db.test.ts', 'demo/fill-demo.db.test.ts'].flatMap(file => [
  '--exclude',
  file,
])
const olderPostgres = '/usr/lib/postgresql/15/bin'
const results = mkdtempSync(join(tmpdir(), 'huifang-results-'))
const counts = { passed: 0, failed: 0, skipped: 0 }
const steps = []
const failures = []

installPackages()
process.env.PATH = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`

await step('types', ['tsc', '--noEmit', '-p', 'tsconfig.json'])
await step('format and lint', ['biome', 'ci', '.'])
await vitest('unit', ['--project', 'unit'])
await vitest('integration on the embedded PostgreSQL', quick ? [...integration, ...butNotTheSlow] : integration)
if (!quick) {
  await olderServer()
  await vitest('a real shop', ['--project', 'real-data'])
}
await step('OpenAPI', ['npm', 'run', '--silent', 'openapi:lint'])
if (!quick) await realProgram()

report()

/** The lowest PostgreSQL that `DATABASE_URL` may name; Debian 12 has it. */
async function olderServer() {
  const name = 'integration on PostgreSQL 15'
  if (existsSync(join(olderPostgres, 'postgres'))) await vitest(name, integration, { HUIFANG_TEST_PG: olderPostgres })
  else skip(name, `there is no PostgreSQL 15 in ${olderPostgres} (Debian 12: apt-get install postgresql-15)`)
}

async function realProgram() {
  await step('web build', [pinnedNode, 'bin/build-web.mjs'])
  await vitest('start and stop', ['--config', 'e2e/vitest.config.ts'])
  const name = 'journeys in the browser'
  const browser = findBrowser()
  if (browser) await playwright(name, browser)
  else if (process.env.CI) fail(name, 'no browser is installed')
  else skip(name, 'no Chromium or Chrome was found; install one, or name it with HUIFANG_BROWSER=<program>')
}

async function vitest(name, selection, env = {}) {
  const file = join(results, `${steps.length}.json`)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  await step(name, ['vitest', 'run', ...selection, ...reporters], env)
  const counted = readResults(file)
  counts.passed += counted?.numPassedTests ?? 0
  counts.failed += counted?.numFailedTests ?? 0
  counts.skipped += (counted?.numPendingTests ?? 0) + (counted?.numTodoTests ?? 0)
  for (const suite of counted?.testResults ?? []) {
    const failed = suite.assertionResults.filter(({ status }) => status === 'failed')
    for (const test of failed) failures.push(`${suite.name} › ${test.fullName}\n${test.failureMessages.join('\n')}`)
    if (suite.status === 'failed' && failed.length === 0) failures.push(`${suite.name}\n${suite.message}`)
  }
}

async function playwright(name, browser) {
  const file = join(results, `${steps.length}.json`)
  const env = { HUIFANG_BROWSER: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: file }
  await step(name, ['playwright', 'test', '--reporter=list,json'], env)
  const counted = readResults(file)?.stats
  counts.passed += (counted?.expected ?? 0) + (counted?.flaky ?? 0)
  counts.failed += counted?.unexpected ?? 0
  counts.skipped += counted?.skipped ?? 0
}

async function step(name, [command, ...arguments_], env = {}) {
  console.log(`\n── ${name}`)
  const startedAt = Date.now()
  const code = await run(command, arguments_, { ...process.env, ...env })
  steps.push({ name, outcome: code === 0 ? 'passed' : 'FAILED', seconds: (Date.now() - startedAt) / 1000 })
}

function fail(name, reason) {
  console.log(`\n── ${name}\nFAILED: ${reason}`)
  steps.push({ name, outcome: 'FAILED', reason })
}

function skip(name, reason) {
  console.log(`\n── ${name}\n!!!!!! SKIPPED: ${reason}`)
  steps.push({ name, outcome: 'SKIPPED', reason })
}

function run(command, arguments_, env) {
  return new Promise(done => {
    const child = spawn(command, arguments_, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    const end = signal => {
      child.kill(signal)
      child.once('exit', () => process.exit(1))
    }
    process.once('SIGTERM', end).once('SIGINT', end)
    const finish = code => {
      process.off('SIGTERM', end).off('SIGINT', end)
      done(code)
    }
    child.once('error', error => {
      console.log(error.message)
      finish(1)
    })
    child.once('exit', finish)
  })
}

function readResults(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function report() {
  rmSync(results, { recursive: true, force: true })
  for (const failure of failures) console.log(`\nFAILED ${failure}`)
  console.log('')
  for (const { name, outcome, seconds, reason } of steps) {
    console.log(`${outcome.padEnd(8)} ${name} ${reason ? `— ${reason}` : `(${seconds.toFixed(1)} s)`}`)
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  process.exitCode = steps.some(({ outcome }) => outcome === 'FAILED') ? 1 : 0
}
