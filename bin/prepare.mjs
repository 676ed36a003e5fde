import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join, relative, resolve } from 'node:path'

/** The folder of the checkout. */
export const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '..')

const modules = join(root, 'node_modules')
const installStamp = join(modules, '.huifang-installed')
const webStamp = join(root, 'dist/web/.built-from')

/** The Node that the program is written for; it comes as a package of its own for each platform. */
export const pinnedNode = join(modules, nodePackage(), 'bin/node')

function nodePackage() {
  const platform = `${process.platform}-${process.arch}`
  return platform === 'darwin-arm64' ? `node-bin-${platform}` : `node-${platform}`
}

/** Chooses a line in the language of the terminal. */
export function say(zh, en) {
  const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
  return locale.toLowerCase().startsWith('zh') ? zh : en
}

/** Ends the program with one line for the person at the terminal. */
export function giveUp(line, code = 1) {
  console.error(line)
  process.exit(code)
}

/** Installs the packages exactly as package-lock.json names them, unless that has been done. */
export function installPackages() {
  requireNode(20)
  const wanted = hashOf([join(root, 'package-lock.json')]) + process.platform + process.arch
  if (readIfThere(installStamp) === wanted) return
  if (!isInstalled()) runNpmInstall()
  if (!existsSync(pinnedNode)) {
    giveUp(
      say(
        `依赖已安装，但没有适用于 ${process.platform}-${process.arch} 的 Node。请运行 npm config delete omit 后再试。`,
        `The packages are installed without a Node for ${process.platform}-${process.arch}. Run "npm config delete omit" and try again.`,
      ),
    )
  }
  writeFileSync(installStamp, wanted)
}

/** Builds the web app into dist/web, unless it was built from these very sources. */
export function buildWeb() {
  const sources = [
    ...filesIn(join(root, 'web')),
    ...filesIn(join(root, 'server')).filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts')),
    join(root, 'package-lock.json'),
  ]
  const wanted = hashOf(sources)
  if (readIfThere(webStamp) === wanted) return
  console.error(say('正在构建网页……', 'Building the web app …'))
  const arguments_ = [
    join(modules, 'vite/bin/vite.js'),
    'build',
    '--config',
    'web/vite.config.ts',
    '--logLevel',
    'warn',
  ]
  const { status } = spawnSync(pinnedNode, arguments_, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
  if (status !== 0) giveUp(say('网页构建失败，原因见上。', 'The web app could not be built; the reason is above.'))
  mkdirSync(dirname(webStamp), { recursive: true })
  writeFileSync(webStamp, wanted)
}

/**
 * A heap that may not pass 1.5 GB, ten times what the program lives on, and a nursery that holds what a dozen hand-outs throw
 * away: each look through it takes some milliseconds, and half the size is looked through twice as often. So little is alive in it
 * that one thread is done sooner than several have met. Where more heap is allowed
 * Node lets garbage grow to four times of what lives before it collects, below 2 GB to less than twice: an import of a
 * million rows peaks 150 MB lower for it and takes no longer.
 */
const memoryFlags = ['--max-old-space-size=1536', '--max-semi-space-size=32', '--no-parallel-scavenge']

/**
 * Runs a program of the checkout on the pinned Node in place of this process: same terminal, signals passed on, same
 * exit code. It learns by the `disconnect` of its channel when this process is killed.
 */
export function becomePinned(script, arguments_) {
  const child = spawn(pinnedNode, [...memoryFlags, join(root, script), ...arguments_], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', error => giveUp(String(error.message)))
  child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code))
  return child
}

/** Whether npm's own record of what it installed agrees with package-lock.json, as after a plain `npm install`. */
function isInstalled() {
  if (!existsSync(pinnedNode)) return false
  const installed = readPackages(join(modules, '.package-lock.json'))
  const wanted = Object.entries(readPackages(join(root, 'package-lock.json')))
  return wanted.every(([path, one]) => {
    const found = installed[path]
    return path === '' || (found ? found.version === one.version && found.integrity === one.integrity : one.optional)
  })
}

/**
 * Not `npm ci`: it refuses a package-lock.json that lacks a package of some other platform, and that is what npm writes
 * when a registry mirror has not got it. What `npm ci` would have refused for a reason is refused here.
 */
function runNpmInstall() {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const locked = readPackages(join(root, 'package-lock.json'))['']
  for (const kind of ['dependencies', 'devDependencies', 'optionalDependencies']) {
    if (JSON.stringify(sorted(manifest[kind])) === JSON.stringify(sorted(locked?.[kind]))) continue
    giveUp(
      say(
        'package-lock.json 与 package.json 不一致。请运行 npm install 并提交 package-lock.json。',
        'package-lock.json does not agree with package.json. Run "npm install" and commit package-lock.json.',
      ),
    )
  }
  console.error(say('正在安装依赖，约需一分钟……', 'Installing packages, about a minute …'))
  const arguments_ = ['install', '--no-save', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
  const npm = process.env.npm_execpath
  const [command, before] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []]
  const { status, error } = spawnSync(command, [...before, ...arguments_, '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status === 0) return
  const reason = error ? ` (${error.message})` : ''
  giveUp(say(`依赖安装失败${reason}，原因见上。`, `The packages could not be installed${reason}; the reason is above.`))
}

function sorted(versions) {
  return Object.entries(versions ?? {}).sort()
}

function requireNode(major) {
  if (Number(process.versions.node.split('.')[0]) >= major) return
  giveUp(
    say(
      `需要 Node ${major} 或更高版本，当前为 ${process.version}。`,
      `Node ${major} or newer is needed; this is ${process.version}.`,
    ),
  )
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return {}
  }
}

function filesIn(folder) {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap(entry => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : filesIn(path)
    return entry.isFile() ? [path] : []
  })
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files.sort())
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}
